package dev.holdfast.failsafe;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import dev.holdfast.resilience.health.HealthRule;
import dev.holdfast.resilience.health.ResourceRule;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.cluster.HazelcastMembership;
import dev.holdfast.runtime.cluster.NodeWatch;
import dev.holdfast.runtime.config.AlertsConfig;
import dev.holdfast.runtime.config.FailsafeConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.LoopAlarm;
import dev.holdfast.runtime.health.LoopWatch;
import dev.holdfast.runtime.health.NodeHealth;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * One node that runs the failsafe layer and one service, in a process of its own: it says every event that it
 * hears, with the time, and every second how its own view stands. Arguments: name, broker, own membership
 * port, all membership ports separated by commas. Its input tells the service: hang MILLIS, mute, speak.
 */
final class FailsafeProgram {
    private static final String HOST = "127.0.0.1";
    private static final Duration BLOCKED_AFTER = Duration.ofSeconds(2);

    private FailsafeProgram() {
    }

    public static void main(String[] args) throws Exception {
        List<String> ports = List.of(args[3].split(","));
        NodeIdentity me = new NodeIdentity(args[0], UUID.randomUUID().toString(), Clock.systemUTC());
        NodeConfig config = config(args[0], args[1], Integer.parseInt(args[2]), ports);
        HazelcastClusterManager members = new HazelcastClusterManager(hazelcast(config, ports));
        Vertx vertx = Vertx.builder().with(new VertxOptions().setEventBusOptions(new EventBusOptions()
                .setHost(HOST).setClusterPublicHost(HOST))).withClusterManager(members).buildClustered()
            .await(30, TimeUnit.SECONDS);
        Bus bus = new Bus(vertx, me.name(), me.clock());
        LoopWatch loops = new LoopWatch(BLOCKED_AFTER);
        loops.start(vertx);
        LoopAlarm.on(loops, bus, me);
        NodeWatch watch = new NodeWatch(me, config,
            new HazelcastMembership(members.getHazelcastInstance()), loops);
        watch.start().await(10, TimeUnit.SECONDS);
        NodeKit kit = new NodeKit(me, config, bus, new StreamWriter(vertx, args[1], me.name(), me.clock()),
            watch, watch.leases(), new NodeHealth(loops));
        ObedientService service = new ObedientService(kit);
        vertx.deployVerticle(service).await(10, TimeUnit.SECONDS);
        vertx.deployVerticle(new FailsafeVerticle(kit)).await(10, TimeUnit.SECONDS);
        vertx.getOrCreateContext().runOnContext(now -> report(vertx, kit));
        obey(service);
    }

    private static void report(Vertx vertx, NodeKit kit) {
        kit.bus().subscribe(Addresses.FAILSAFE, FailsafeProgram::onEvent);
        vertx.setPeriodic(500, tick -> kit.bus().request(Addresses.failsafeView(kit.identity().name()),
            new Ask(), Duration.ofSeconds(1)).onSuccess(FailsafeProgram::onView));
    }

    private static void onEvent(FailsafeEvent event) {
        switch (event) {
            case HealthChanged health -> print("health " + health.service() + "@" + health.node() + " "
                + health.to() + " by " + health.level() + ": " + health.detail());
            case LeaderElected elected -> print("elected " + elected.node() + " " + elected.token());
            default -> print("event " + event);
        }
    }

    private static void onView(FailsafeView view) {
        print("leader " + view.leader());
        view.services().forEach(service -> print("view " + service.service() + "@" + service.node() + " "
            + service.status() + " " + service.levels().stream()
            .map(level -> level.level() + "=" + level.history()).toList()));
    }

    private static void obey(ObedientService service) {
        Scanner in = new Scanner(System.in, StandardCharsets.UTF_8);
        while (in.hasNextLine()) {
            service.obey(in.nextLine());
        }
    }

    private static void print(String line) {
        System.out.println(System.currentTimeMillis() + " " + line);
    }

    private static NodeConfig config(String name, String bootstrap, int port, List<String> ports) {
        FailsafeConfig failsafe = new FailsafeConfig(new FailsafeConfig.Health(Duration.ofSeconds(1),
            Duration.ofMillis(800), Duration.ofSeconds(3), Duration.ofSeconds(2),
            new HealthRule(2, 2, Duration.ofMillis(700)), Duration.ofSeconds(15), BLOCKED_AFTER),
            new FailsafeConfig.Synthetic(null, Duration.ofSeconds(20)),
            new ResourceRule(100, 100, Duration.ofMinutes(1), Duration.ofMinutes(1), 0, 100));
        return new NodeConfig(new NodeConfig.Node(name, Set.of("failsafe"), NodeConfig.Mode.PAPER,
            Path.of("target")), null, new NodeConfig.Cluster("failsafe-" + ports.getFirst(), "127.0.0.1",
            port, List.of(), ports.size(), 0), new NodeConfig.Kafka(bootstrap), null, null, null, null, null,
            failsafe, null, AlertsConfig.byDefault(), List.of(), List.of(), List.of(), List.of());
    }

    private static Config hazelcast(NodeConfig node, List<String> ports) {
        Config config = new Config().setClusterName(node.cluster().name());
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "2");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.getMemberAttributeConfig().setAttribute(HazelcastMembership.NODE, node.node().name());
        config.getNetworkConfig().setPort(node.cluster().port()).setPortAutoIncrement(false)
            .setPublicAddress("127.0.0.1:" + node.cluster().port());
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true)
            .setMembers(ports.stream().map(each -> "127.0.0.1:" + each).toList());
        return config;
    }
}
