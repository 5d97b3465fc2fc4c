package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaFixtureIT {
    private static final TopicPartition PARTITION = new TopicPartition("tried", 0);

    @Test
    void isOneForTheWholeJvm() {
        assertThat(KafkaFixture.shared()).isSameAs(KafkaFixture.shared());
        assertThat(KafkaFixture.shared().bootstrap()).contains(":");
    }

    @Test
    void comesBackWithTheSameAddressAndRecords() throws Exception {
        try (KafkaFixture kafka = KafkaFixture.fresh()) {
            kafka.createTopic(PARTITION.topic(), 1);
            write(kafka, "one");
            String before = kafka.bootstrap();
            kafka.stop();
            assertThatThrownBy(() -> connect(kafka)).isInstanceOf(ConnectException.class);
            kafka.restart();
            assertThat(kafka.bootstrap()).isEqualTo(before);
            write(kafka, "two");
            assertThat(endOffset(kafka)).isEqualTo(2);
        }
    }

    private static void connect(KafkaFixture kafka) throws IOException {
        String[] address = kafka.bootstrap().split(":");
        new Socket(address[0], Integer.parseInt(address[1])).close();
    }

    private static void write(KafkaFixture kafka, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), 0, null, value)).get(10, TimeUnit.SECONDS);
        }
    }

    private static long endOffset(KafkaFixture kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS))
                .containsExactly(PARTITION.topic());
            return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest())).all().get(10, TimeUnit.SECONDS)
                .get(PARTITION).offset();
        }
    }
}
