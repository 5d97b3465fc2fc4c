package dev.holdfast.node.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three brokers as processes, with every setting of the compose file but addresses; one is killed. */
class ComposeBrokersIT {
    private static final Path JAR =
        ComposeFile.ROOT.resolve("kafka/local-broker/target/holdfast-broker.jar");
    private static final String TOPIC = "compose.records.v1";
    private static final Duration READY = Duration.ofSeconds(90);
    /** Measured 2 s on an idle machine; a busy one is allowed more. Kafka's defaults take 9 s and up. */
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(8);

    private final ComposeFile compose = new ComposeFile();
    private final List<Integer> ports = FreePorts.some(6);
    private final List<ChildProcess> brokers = new ArrayList<>();
    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        brokers.forEach(ChildProcess::close);
    }

    @Test
    void goOnWritingToTwoCopiesWhenALeaderIsKilled() throws Exception {
        for (int number = 1; number <= 3; number++) {
            brokers.add(start(number));
        }
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrap());
        try (Admin admin = Admin.create(client)) {
            Awaitility.await().atMost(READY).ignoreExceptions()
                .until(() -> admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == 3);
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty()))).all().get();
            assertThat(partition(admin).replicas()).hasSize(3);
            Awaitility.await().atMost(READY).until(() -> partition(admin).isr().size() == 3);
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers",
                    bootstrap(), "acks", "all"), new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>(TOPIC, "before")).get(30, TimeUnit.SECONDS);
                brokers.get(partition(admin).leader().id() - 1).kill();
                long killed = System.nanoTime();
                producer.send(new ProducerRecord<>(TOPIC, "after")).get(60, TimeUnit.SECONDS);
                Duration took = Duration.ofNanos(System.nanoTime() - killed);
                System.out.println("acknowledged again " + took.toMillis() + " ms after the leader's end");
                assertThat(took).isLessThan(GOES_ON_WITHIN);
            }
            assertThat(partition(admin).isr()).hasSize(2);
        }
    }

    private static TopicPartitionInfo partition(Admin admin) throws Exception {
        return admin.describeTopics(List.of(TOPIC)).allTopicNames().get(10, TimeUnit.SECONDS).get(TOPIC)
            .partitions().getFirst();
    }

    private ChildProcess start(int number) throws Exception {
        Path settings = folder.resolve("broker-" + number + ".properties");
        try (BufferedWriter out = Files.newBufferedWriter(settings)) {
            settings(number).store(out, null);
        }
        String id = compose.environment("kafka-" + number).get("CLUSTER_ID");
        try (ChildProcess format = java("format-" + number, "kafka.tools.StorageTool", "format",
                "--config", settings.toString(), "--cluster-id", id)) {
            assertThat(format.awaitExit(READY)).as(format.output()).isZero();
        }
        return java("kafka-" + number, "kafka.Kafka", settings.toString());
    }

    private ChildProcess java(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx400m",
            "-XX:TieredStopAtLevel=1", "-cp", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return ChildProcess.command(name, folder.toFile(), command);
    }

    /** As the image makes them: KAFKA_NODE_ID is node.id. Names become addresses of this machine. */
    private Properties settings(int number) {
        Properties all = new Properties();
        compose.environment("kafka-" + number).forEach((name, value) -> {
            if (name.startsWith("KAFKA_")) {
                all.put(name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'),
                    here(value));
            }
        });
        all.put("listeners", "CLIENTS://127.0.0.1:" + ports.get(number - 1) + ",CONTROLLER://127.0.0.1:"
            + ports.get(number + 2));
        all.put("log.dirs", folder.resolve("data-" + number).toString());
        return all;
    }

    private String here(String value) {
        String here = value;
        for (int number = 1; number <= 3; number++) {
            here = here.replace("kafka-" + number + ":9092", "127.0.0.1:" + ports.get(number - 1))
                .replace("kafka-" + number + ":9093", "127.0.0.1:" + ports.get(number + 2));
        }
        return here;
    }

    private String bootstrap() {
        return IntStream.range(0, 3).mapToObj(at -> "127.0.0.1:" + ports.get(at))
            .collect(Collectors.joining(","));
    }
}
