package dev.holdfast.testkit;

import dev.holdfast.kafka.BrokerNotStarted;
import dev.holdfast.kafka.LocalBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A real broker for tests. {@link #shared()} takes the one that {@code HOLDFAST_KAFKA} names, else one in a
 * container when a Docker engine answers, else the local KRaft broker inside this JVM. Topic names are
 * constants, so tests that need an empty journal take {@link #fresh()}.
 */
public final class KafkaFixture implements AutoCloseable {
    /** {@code host:port} of a broker to use instead of starting one. */
    public static final String BOOTSTRAP_VARIABLE = "HOLDFAST_KAFKA";
    private static final String IMAGE = "apache/kafka:4.2.0";
    private static final int ADMIN_SECONDS = 10;
    private static final Path DOCKER_SOCKET = Path.of("/var/run/docker.sock");

    private static KafkaFixture shared;

    private final String bootstrap;
    private final Path dataDir;
    private LocalBroker local;

    private KafkaFixture(String bootstrap, Path dataDir, LocalBroker local) {
        this.bootstrap = bootstrap;
        this.dataDir = dataDir;
        this.local = local;
    }

    /** One broker for the whole JVM, started at first use and stopped with the JVM. Do not close it. */
    public static synchronized KafkaFixture shared() {
        if (shared == null) {
            shared = given().or(KafkaFixture::container).orElseGet(KafkaFixture::fresh);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "stop-shared-broker"));
        }
        return shared;
    }

    /** A broker of one's own without any record, always the local one: it starts in about a second. */
    public static KafkaFixture fresh() {
        try {
            Path dataDir = Files.createTempDirectory("holdfast-broker");
            LocalBroker broker = LocalBroker.start(dataDir, FreePorts.one());
            return new KafkaFixture(broker.bootstrap(), dataDir, broker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BrokerNotStarted e) {
            throw new IllegalStateException(e);
        }
    }

    /** What clients put into {@code bootstrap.servers}; the same after a restart. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Takes the broker away from its clients. Only a fresh one can be stopped. */
    public synchronized void stop() {
        requireFresh();
        if (local != null) {
            local.close();
            local = null;
        }
    }

    /** Brings it back with the same address and records; returns when it serves. */
    public synchronized void restart() {
        stop();
        int port = Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1));
        try {
            local = LocalBroker.start(dataDir, port);
        } catch (BrokerNotStarted e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Cuts the newest records off a partition, as a disk that lost its last writes does, and starts the
     * broker again. Only a fresh one can be treated so.
     *
     * @param keepBatches batches that stay; a record that was sent alone is a batch of its own
     */
    public synchronized void loseTail(String topic, int partition, int keepBatches) {
        stop();
        LogFiles.cut(dataDir, topic + "-" + partition, keepBatches);
        restart();
    }

    /** Makes one topic with one copy. Tests of whole services apply {@code topics.yaml} instead. */
    public void createTopic(String name, int partitions) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_SECONDS * 1_000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_SECONDS * 1_000))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all()
                .get(ADMIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topic " + name + " was not made on " + bootstrap, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops the broker and forgets its records; a broker that {@code HOLDFAST_KAFKA} named is left alone. */
    @Override
    public synchronized void close() {
        if (local != null) {
            local.close();
            local = null;
        }
        if (dataDir != null) {
            delete(dataDir);
        }
    }

    private void requireFresh() {
        if (dataDir == null) {
            throw new IllegalStateException("the broker at " + bootstrap
                + " is not ours to stop; use fresh()");
        }
    }

    private static Optional<KafkaFixture> given() {
        return Optional.ofNullable(System.getenv(BOOTSTRAP_VARIABLE)).filter(name -> !name.isBlank())
            .map(name -> new KafkaFixture(name, null, null));
    }

    /** Looks for the engine's door first: without one, asking the library costs seconds and much log. */
    @SuppressWarnings("resource")
    private static Optional<KafkaFixture> container() {
        boolean door = System.getenv("DOCKER_HOST") != null || Files.exists(DOCKER_SOCKET);
        if (!door || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        KafkaContainer kafka = new KafkaContainer(IMAGE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withStartupTimeout(Duration.ofMinutes(2));
        kafka.start();
        return Optional.of(new KafkaFixture(kafka.getBootstrapServers(), null, null));
    }

    private static void delete(Path dir) {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + dir, e);
        }
    }
}
