package dev.holdfast.failsafe.alerting;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.holdfast.failsafe.PartsVerticle;
import dev.holdfast.resilience.alert.AlertRules;
import dev.holdfast.resilience.alert.AlertRules.CauseRule;
import dev.holdfast.resilience.alert.AlertRules.Flap;
import dev.holdfast.resilience.alert.AlertRules.Step;
import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.lease.DutyDesk;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.cluster.Duty;
import dev.holdfast.runtime.cluster.LeaseHolder;
import dev.holdfast.runtime.cluster.Leases;
import dev.holdfast.runtime.config.AlertsConfig;
import dev.holdfast.runtime.config.AlertsConfig.Format;
import dev.holdfast.runtime.config.AlertsConfig.Webhook;
import dev.holdfast.runtime.config.FailsafeConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.wire.Topics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Nodes that run nothing but the alerting of the failsafe layer, on one bus and one real broker. Who leads
 * and who is dead is said by the test, so that it can be at any moment.
 */
final class AlertingNodes implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final KafkaFixture kafka = KafkaFixture.fresh();
    private final int hookPort;
    private final Map<String, String> deployed = new LinkedHashMap<>();
    private final Map<String, NodeKit> kits = new LinkedHashMap<>();
    private final Map<String, HandedDuty> duties = new ConcurrentHashMap<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private volatile String leader;
    private long token;

    AlertingNodes(int hookPort) {
        this.hookPort = hookPort;
        kafka.createTopic(Topics.FAILSAFE.name(), 1);
        kafka.createTopic(Topics.JOURNAL.name(), 1);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void start(String... names) {
        for (String name : names) {
            kits.put(name, kit(name));
        }
        for (String name : names) {
            deployed.put(name, await(vertx.deployVerticle(new PartsVerticle(kits.get(name),
                kit -> new AlertingPart(kit, List::of)))));
        }
    }

    void stop(String name) {
        await(vertx.undeploy(deployed.remove(name)));
        kits.remove(name);
        duties.remove(name);
    }

    /** From now on this node leads; null: nobody does. */
    void leads(String name) {
        String before = leader;
        leader = name;
        if (before != null && duties.containsKey(before)) {
            duties.get(before).lost();
        }
        if (name != null) {
            token++;
            duties.get(name).held(token);
        }
    }

    /** All agree that its process is gone. */
    void isDead(String name, boolean gone) {
        if (gone) {
            dead.add(name);
        } else {
            dead.remove(name);
        }
    }

    NodeKit kit(String name) {
        if (kits.containsKey(name)) {
            return kits.get(name);
        }
        Clock clock = Clock.systemUTC();
        return new NodeKit(new NodeIdentity(name, "i-" + name, clock), config(name),
            new Bus(vertx, name, clock), new StreamWriter(vertx, kafka.bootstrap(), name, clock), new Watch(),
            new Handed(name));
    }

    private NodeConfig config(String name) {
        return new NodeConfig(new NodeConfig.Node(name, Set.of("failsafe"), NodeConfig.Mode.PAPER,
            Path.of("target")), null, new NodeConfig.Cluster("holdfast", "127.0.0.1", 1,
            List.of("127.0.0.1:1"), 3, 0), new NodeConfig.Kafka(kafka.bootstrap()), null, null, null, null,
            null,
            FailsafeConfig.byDefault(), null, alerts(), List.of(), List.of(), List.of(), List.of());
    }

    /** Every cause is held for two seconds, and one second of quiet ends an incident. */
    private AlertsConfig alerts() {
        Map<Cause, CauseRule> causes = new LinkedHashMap<>();
        Arrays.stream(Cause.values()).forEach(cause ->
            causes.put(cause, new CauseRule(cause.severity(), Duration.ofSeconds(2))));
        Step hook = new Step(Duration.ZERO, List.of("hook"));
        Flap never = new Flap(50, Duration.ofMinutes(1), Duration.ofSeconds(5));
        AlertRules rules = new AlertRules(causes, Map.of(Severity.PAGE, List.of(hook), Severity.TICKET,
            List.of(hook)), Duration.ofSeconds(1), never);
        AlertsConfig usual = AlertsConfig.byDefault();
        return new AlertsConfig(rules, List.of(new Webhook("hook", Format.JSON, "http://127.0.0.1:" + hookPort
            + "/", null, null)), List.of(), "https://example.com/runbooks/", usual.objective(),
            usual.lagRecords());
    }

    @Override
    public void close() {
        await(vertx.close());
        kafka.close();
    }

    private final class Watch implements ClusterWatch {
        @Override
        public String refusalToAct() {
            return null;
        }

        @Override
        public Quorum quorum() {
            return Quorum.MAJORITY;
        }

        @Override
        public List<NodeView> nodes() {
            return List.of("node-1", "node-2", "node-3").stream().map(node -> new NodeView(node, "i-" + node,
                Duration.ZERO, true, true, true, dead.contains(node))).toList();
        }

        @Override
        public void venueIsUp(boolean up) {
            // Nobody trades here.
        }
    }

    private final class Handed implements Leases {
        private final String node;

        private Handed(String node) {
            this.node = node;
        }

        @Override
        public Duty contend(DutyDesk.Terms terms, Context context, LeaseHolder holder) {
            HandedDuty duty = new HandedDuty(node, context, holder);
            duties.put(node, duty);
            return duty;
        }
    }

    private final class HandedDuty implements Duty {
        private final String node;
        private final Context context;
        private final LeaseHolder holder;

        private HandedDuty(String node, Context context, LeaseHolder holder) {
            this.node = node;
            this.context = context;
            this.holder = holder;
        }

        private void held(long as) {
            context.runOnContext(now -> holder.onHeld(as));
        }

        private void lost() {
            context.runOnContext(now -> holder.onLost());
        }

        @Override
        public boolean isHeld() {
            return node.equals(leader);
        }

        @Override
        public String holder() {
            return leader;
        }

        @Override
        public void giveUp() {
            // The test says who leads next.
        }
    }
}
