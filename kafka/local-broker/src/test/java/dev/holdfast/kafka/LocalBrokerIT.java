package dev.holdfast.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerIT {
    private static final String TOPIC = "kept";

    @TempDir
    private Path folder;

    @Test
    void keepsItsRecordsAcrossARestartOnAnotherPort() throws Exception {
        Path data = folder.resolve("new/broker");
        try (LocalBroker broker = LocalBroker.start(data, freePort())) {
            createTopic(broker.bootstrap());
            write(broker.bootstrap(), "before");
        }
        try (LocalBroker broker = LocalBroker.start(data, freePort())) {
            write(broker.bootstrap(), "after");
            assertThat(read(broker.bootstrap(), 2)).containsExactly("before", "after");
        }
    }

    @Test
    void makesNoTopicThatNobodyAskedFor() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder, freePort())) {
            assertThatThrownBy(() -> describe(broker.bootstrap()))
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void refusesAFolderThatARunningBrokerUses() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder, freePort())) {
            assertThatThrownBy(() -> LocalBroker.start(folder, freePort()))
                .isInstanceOf(BrokerNotStarted.class).hasMessageContaining(folder.toString())
                .hasMessageContaining("in use by a running broker");
            createTopic(broker.bootstrap());
        }
    }

    @Test
    void refusesAPortInUseAndLeavesTheFolderAlone() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalBroker.start(folder, taken.getLocalPort()))
                .isInstanceOf(BrokerNotStarted.class)
                .hasMessageContaining("127.0.0.1:" + taken.getLocalPort() + " is already in use")
                .hasMessageContaining("--port");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderOfAnotherBroker() throws Exception {
        Files.writeString(folder.resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=x\n");
        assertThatThrownBy(() -> LocalBroker.start(folder, freePort())).isInstanceOf(BrokerNotStarted.class)
            .hasMessageContaining("was not made by this broker: it is of node.id 7");
    }

    @Test
    void refusesAFolderWithOtherThingsInItAndKeepsThem() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> LocalBroker.start(folder, freePort())).isInstanceOf(BrokerNotStarted.class)
            .hasMessageContaining("letter.txt").hasMessageContaining("--data");
        assertThat(folder).isDirectoryContaining(letter::equals);
    }

    @Test
    void refusesAFolderItCannotWriteTo() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> LocalBroker.start(file.resolve("below"), freePort()))
            .isInstanceOf(BrokerNotStarted.class).hasMessageContaining("cannot write to the data folder")
            .hasMessageContaining("--data");
    }

    @Test
    void refusesToListenBeyondThisMachine() {
        var everywhere = new BrokerSettings(folder, "0.0.0.0", 9092, 9093);
        assertThatThrownBy(() -> LocalBroker.start(everywhere)).isInstanceOf(BrokerNotStarted.class)
            .hasMessageContaining("0.0.0.0 is not a loopback address");
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
        }
    }

    private static void describe(String bootstrap) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.describeTopics(List.of("nobody.asked.v1")).allTopicNames().get();
        }
    }

    private static void write(String bootstrap, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(String bootstrap, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap,
            "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        var text = new StringDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, text, text)) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private static int freePort() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
