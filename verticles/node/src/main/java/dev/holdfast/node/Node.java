package dev.holdfast.node;

import com.hazelcast.core.HazelcastException;
import dev.holdfast.node.StartRefused.Reason;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.config.LoadedConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.config.Settings;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.runtime.stream.TopicAdmin;
import dev.holdfast.runtime.stream.TopicsFile;
import dev.holdfast.runtime.stream.TopicsNotApplied;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running node: a member of the cluster with the services of its roles. */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    /** From the order to stop until the process leaves whatever still hangs. */
    private static final long STOP_SECONDS = 10;
    /** Joining and starting every service takes a few seconds; beyond this something hangs. */
    private static final long START_SECONDS = 60;

    private final NodeConfig config;
    private final Vertx vertx;
    private final StreamWriter streams;
    private final RoleHost roles;

    private Node(NodeConfig config, Vertx vertx, StreamWriter streams, RoleHost roles) {
        this.config = config;
        this.vertx = vertx;
        this.streams = streams;
        this.roles = roles;
    }

    /** Starts everything, in the order in which one thing needs another, and returns when it runs. */
    public static Node start(LoadedConfig loaded, String version) throws StartRefused, InterruptedException {
        NodeConfig config = loaded.node();
        LOG.info("{} {} starts, mode {}, roles {}", config.node().name(), version, config.node().mode(),
            config.node().roles());
        BrokerWait.await(config.kafka().bootstrapServers(), loaded.kafkaStartWait());
        applyTopics(config.kafka().bootstrapServers());
        Vertx vertx = join(config);
        NodeIdentity identity = new NodeIdentity(config.node().name(), incarnation(), Clock.systemUTC());
        Bus bus = new Bus(vertx, identity.name(), identity.clock());
        StreamWriter streams = new StreamWriter(vertx, config.kafka().bootstrapServers(), identity.name(),
            identity.clock());
        NodeKit kit = new NodeKit(identity, config, bus, streams);
        Node node = new Node(config, vertx, streams, new RoleHost(vertx, kit));
        await(node.startRoles(new Roles(vertx, kit)), START_SECONDS);
        return node;
    }

    /** What the terminal and the supervisor read: where the gateway is and how long the start took. */
    public String readyLine(long nanos) {
        String gateway = config.node().roles().contains("portfolio-manager")
            ? "http://" + config.http().host() + ":" + config.http().port() : "without gateway";
        return "node ready in " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms " + gateway + " "
            + config.node().mode() + " " + String.join(",", config.node().roles());
    }

    /** Stops the services in reverse order and leaves the cluster; bounded, never throws. */
    public void stop() {
        LOG.info("{} stops", config.node().name());
        try {
            await(onContext(roles::stop).compose(done -> streams.close()).compose(done -> vertx.close()),
                STOP_SECONDS);
            LOG.info("{} stopped", config.node().name());
        } catch (StartRefused e) {
            LOG.warn("left with services still running: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Future<Void> startRoles(Roles services) {
        return onContext(() -> {
            Future<Void> done = Future.succeededFuture();
            for (String role : Settings.ROLES) {
                if (config.node().roles().contains(role)) {
                    done = done.compose(before -> roles.start(role, services.maker(role)));
                }
            }
            return done;
        });
    }

    private Future<Void> onContext(Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        vertx.runOnContext(now -> work.get().onComplete(done));
        return done.future();
    }

    private static void applyTopics(String bootstrapServers) throws StartRefused {
        try {
            TopicAdmin.apply(bootstrapServers, TopicsFile.shipped(), Duration.ofSeconds(START_SECONDS))
                .forEach(done -> LOG.info("topic {}", done));
        } catch (TopicsNotApplied e) {
            throw new StartRefused(Reason.ABSENT, e.getMessage(), e);
        }
    }

    private static Vertx join(NodeConfig config) throws StartRefused, InterruptedException {
        VertxOptions options = new VertxOptions()
            .setEventBusOptions(ClusterSettings.bus(config.cluster()))
            .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)
                .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true)));
        HazelcastClusterManager cluster = new HazelcastClusterManager(
            ClusterSettings.hazelcast(config.cluster(), config.node().name()));
        try {
            return await(Vertx.builder().with(options).withClusterManager(cluster).buildClustered(),
                START_SECONDS);
        } catch (StartRefused e) {
            if (e.getCause() instanceof HazelcastException) {
                throw new StartRefused(Reason.TAKEN, "cannot join the cluster on " + config.cluster().host()
                    + ":" + config.cluster().port() + " (cluster.port): " + e.getCause().getMessage()
                    + ". Fix: stop the process that listens there, or choose another port", e);
            }
            throw e;
        }
    }

    private static String incarnation() {
        byte[] random = new byte[8];
        RandomGenerator.of("SecureRandom").nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static <T> T await(Future<T> future, long seconds) throws StartRefused, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            boolean badConfig = e.getCause() instanceof IllegalArgumentException;
            throw new StartRefused(badConfig ? Reason.BAD_CONFIG : Reason.ABSENT,
                String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (TimeoutException e) {
            throw new StartRefused(Reason.ABSENT, "not done after " + seconds + " s; see the log", e);
        }
    }
}
