package dev.holdfast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.resilience.checkpoint.AdmissionRule.Bounds;
import dev.holdfast.testkit.KafkaFixture;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real broker says of its topics. */
class TopicBoundsIT {
    private static final String TOPIC = "bounds-test";
    private KafkaFixture kafka;
    private Admin admin;
    private TopicBounds bounds;

    @BeforeEach
    void startBroker() {
        kafka = KafkaFixture.fresh();
        kafka.createTopic(TOPIC, 2);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
        bounds = new TopicBounds(admin, Duration.ofSeconds(10));
    }

    @AfterEach
    void stopAll() {
        admin.close(Duration.ofSeconds(1));
        kafka.close();
    }

    @Test
    void saysFromWhereToWhereEachPartitionGoes() throws Exception {
        write(3);
        admin.deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(1)))
            .all().get(10, TimeUnit.SECONDS);
        assertThat(bounds.of(TOPIC)).isEqualTo(Map.of(0, new Bounds(1, 3), 1, new Bounds(0, 0)));
    }

    @Test
    void saysWhichTopicThereIsNot() {
        assertThatThrownBy(() -> bounds.of("elsewhere")).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("elsewhere").hasMessageContaining("does not host this topic");
    }

    @Test
    void waitsNoLongerThanItMayForABrokerThatIsAway() {
        kafka.stop();
        TopicBounds impatient = new TopicBounds(admin, Duration.ofMillis(200));
        assertThatThrownBy(() -> impatient.of(TOPIC)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(TOPIC).hasMessageContaining("no answer within 200 ms");
    }

    private void write(int count) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(TOPIC, 0, null, "x")).get(10, TimeUnit.SECONDS);
            }
        }
    }
}
