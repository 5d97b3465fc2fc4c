package dev.holdfast.node;

import com.hazelcast.core.HazelcastException;
import dev.holdfast.node.StartRefused.Reason;
import dev.holdfast.node.cli.ExitCode;
import dev.holdfast.node.host.BusLoop;
import dev.holdfast.node.host.RoleHost;
import dev.holdfast.node.host.TestFaults;
import dev.holdfast.resilience.recovery.RecoveryTerms;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.cluster.HazelcastMembership;
import dev.holdfast.runtime.cluster.NodeWatch;
import dev.holdfast.runtime.config.LoadedConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.config.Settings;
import dev.holdfast.runtime.health.LoopAlarm;
import dev.holdfast.runtime.health.LoopWatch;
import dev.holdfast.runtime.health.NodeHealth;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.LogCheck;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.runtime.stream.TopicAdmin;
import dev.holdfast.runtime.stream.TopicsFile;
import dev.holdfast.runtime.stream.TopicsNotApplied;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running node: a member of the cluster with the services of its roles. */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    /** From the order to stop until the process leaves whatever still hangs. */
    private static final long STOP_SECONDS = 10;
    /** Joining takes a few seconds, and so does each service; beyond this something hangs. */
    private static final long START_SECONDS = 60;

    /**
     * Event loops are dealt out in turn, but for that of the bus: with fewer than there are services two
     * would share one, and the dashboard's work would delay orders. An idle one costs nothing.
     */
    private static final int EVENT_LOOPS = 16;

    private final NodeConfig config;
    private final Vertx vertx;
    private final StreamWriter streams;
    private final NodeWatch watch;
    private final RoleHost roles;

    private Node(NodeKit kit, Vertx vertx, NodeWatch watch, RoleHost roles) {
        this.config = kit.config();
        this.vertx = vertx;
        this.streams = kit.streams();
        this.watch = watch;
        this.roles = roles;
    }

    /** Starts everything, in the order in which one thing needs another, and returns when it runs. */
    public static Node start(LoadedConfig loaded, String version) throws StartRefused, InterruptedException {
        NodeConfig config = loaded.node();
        LOG.info("{} {} starts, mode {}, roles {}", config.node().name(), version, config.node().mode(),
            config.node().roles());
        refuseTestFaults(config.node().mode());
        BrokerWait.await(config.kafka().bootstrapServers(), loaded.kafkaStartWait());
        applyTopics(config.kafka().bootstrapServers());
        checkLog(config);
        PatientClusterManager members = new PatientClusterManager(
            ClusterSettings.hazelcast(config.cluster(), config.node().name()));
        Vertx vertx = join(config, members);
        NodeIdentity identity = new NodeIdentity(config.node().name(), incarnation(), Clock.systemUTC());
        Bus bus = new Bus(vertx, identity.name(), identity.clock());
        StreamWriter streams = new StreamWriter(vertx, config.kafka().bootstrapServers(), identity.name(),
            identity.clock());
        LoopWatch loops = new LoopWatch(config.failsafe().health().loopBlockedAfter());
        loops.start(vertx);
        Context own = BusLoop.context(vertx);
        loops.watch(own);
        LoopAlarm.on(loops, bus, identity);
        NodeWatch watch = new NodeWatch(identity, config,
            new HazelcastMembership(members.getHazelcastInstance()), loops);
        startWatch(watch, config.cluster());
        NodeKit kit = new NodeKit(identity, config, bus, streams, watch, watch.leases(),
            new NodeHealth(loops));
        await(BusLoop.run(own, () -> {
            kit.breakers().start();
            kit.chains().start();
        }), START_SECONDS);
        RoleHost host = new RoleHost(vertx, kit, new RoleHost.Means(RecoveryTerms.STANDARD,
            role -> Roles.localState(role, config), config.node().supervised(), Node::endForRestart));
        Node node = new Node(kit, vertx, watch, host);
        await(node.startRoles(new Roles(vertx, config)), START_SECONDS * config.node().roles().size());
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
            await(roles.stop().compose(done -> streams.close()).compose(done -> stopWatch())
                .compose(done -> vertx.close()), STOP_SECONDS);
            LOG.info("{} stopped", config.node().name());
        } catch (StartRefused e) {
            LOG.warn("left with services still running: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Last of all: what the roles give up on their way out still has to be written. */
    private Future<Void> stopWatch() {
        return vertx.executeBlocking(() -> {
            watch.stop();
            return null;
        }, false);
    }

    /** None waits for another: each can do without the others, and the order path has no time to lose. */
    private Future<Void> startRoles(Roles services) {
        return Future.all(Settings.ROLES.stream().filter(config.node().roles()::contains)
            .map(role -> roles.start(role, services.maker(role))).toList()).mapEmpty();
    }

    /** The exit runs the stop in good order; what still hangs then is left behind. */
    private static void endForRestart() {
        Thread exit = new Thread(() -> System.exit(ExitCode.RESTART), "end-for-restart");
        exit.setDaemon(true);
        exit.start();
        Thread force = new Thread(() -> {
            try {
                Thread.sleep(Duration.ofSeconds(2 * STOP_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(ExitCode.RESTART);
        }, "force-restart");
        force.setDaemon(true);
        force.start();
    }

    private static void refuseTestFaults(NodeConfig.Mode mode) throws StartRefused {
        if (!TestFaults.areOn()) {
            return;
        }
        if (mode == NodeConfig.Mode.LIVE) {
            throw new StartRefused(Reason.BAD_CONFIG, "node.mode is LIVE, and -D" + TestFaults.PROPERTY
                + "=on lets anybody in the cluster make this node fail. Fix: leave it out", null);
        }
        LOG.warn("-D{}=on: this node can be made to fail over the bus", TestFaults.PROPERTY);
    }

    private static void applyTopics(String bootstrapServers) throws StartRefused {
        try {
            TopicAdmin.apply(bootstrapServers, TopicsFile.shipped(), Duration.ofSeconds(START_SECONDS))
                .forEach(done -> LOG.info("topic {}", done));
        } catch (TopicsNotApplied e) {
            throw new StartRefused(Reason.ABSENT, e.getMessage(), e);
        }
    }

    /** A journal that may lose records is good enough for play money only (ownership rule 23). */
    private static void checkLog(NodeConfig config) throws StartRefused, InterruptedException {
        LogCheck log;
        try {
            log = LogCheck.of(config.kafka().bootstrapServers());
        } catch (IllegalStateException e) {
            throw new StartRefused(Reason.ABSENT, e.getMessage(), e);
        }
        if (!log.isDurable() && config.node().mode() == NodeConfig.Mode.LIVE) {
            throw new StartRefused(Reason.BAD_CONFIG, "node.mode is LIVE, but the journal may lose records: "
                + String.join("; ", log.faults()) + ". Fix: use a cluster of three brokers or more", null);
        }
        log.faults().forEach(fault -> LOG.warn("the journal is good for PAPER only: {}", fault));
    }

    private static void startWatch(NodeWatch watch, NodeConfig.Cluster cluster)
            throws StartRefused, InterruptedException {
        try {
            await(watch.start(), START_SECONDS);
        } catch (StartRefused e) {
            throw new StartRefused(Reason.TAKEN, "cannot take heartbeats on " + cluster.host() + ":"
                + cluster.heartbeatPort() + " (cluster.heartbeatPort): " + e.getMessage()
                + ". Fix: stop the process that listens there, or choose another port, or 0", e);
        }
    }

    private static Vertx join(NodeConfig config, PatientClusterManager cluster)
            throws StartRefused, InterruptedException {
        VertxOptions options = new VertxOptions()
            .setEventLoopPoolSize(EVENT_LOOPS)
            .setEventBusOptions(ClusterSettings.bus(config.cluster()))
            .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)
                .setJvmMetricsEnabled(true)
                .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true)));
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
