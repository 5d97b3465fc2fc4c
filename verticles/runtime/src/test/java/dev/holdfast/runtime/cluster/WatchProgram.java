package dev.holdfast.runtime.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import dev.holdfast.resilience.lease.DutyDesk;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.LoopWatch;
import dev.holdfast.runtime.health.NodeIdentity;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One node of a cluster without services: a process whose watch says every change, with the time, on its
 * output. Arguments: name, broker, own membership port, all membership ports separated by commas.
 */
final class WatchProgram {
    private static final Duration TTL = Duration.ofSeconds(2);
    private static final Duration BLOCKED_AFTER = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 10;
    private final Map<String, String> said = new HashMap<>();

    private WatchProgram() {
    }

    public static void main(String[] args) throws Exception {
        String name = args[0];
        List<String> ports = List.of(args[3].split(","));
        NodeIdentity me = new NodeIdentity(name, UUID.randomUUID().toString(), Clock.systemUTC());
        NodeConfig config = new NodeConfig(new NodeConfig.Node(name, Set.of("execution"),
            NodeConfig.Mode.PAPER, null), null, new NodeConfig.Cluster("test", "127.0.0.1",
            Integer.parseInt(args[2]), List.of(), ports.size(), 0), new NodeConfig.Kafka(args[1]), null, null,
            null, null, null, List.of(), List.of(), List.of(), List.of());
        Vertx vertx = Vertx.vertx();
        LoopWatch loops = new LoopWatch(BLOCKED_AFTER);
        loops.start(vertx);
        Context orderPath = vertx.getOrCreateContext();
        loops.watch("execution", orderPath);
        NodeWatch watch = new NodeWatch(me, config, new HazelcastMembership(
            Hazelcast.newHazelcastInstance(hazelcast(name, Integer.parseInt(args[2]), ports))), loops);
        watch.venueIsUp(true);
        watch.start().await(10, TimeUnit.SECONDS);
        hangAsTold(orderPath);
        new WatchProgram().report(watch, vertx);
    }

    private void report(NodeWatch watch, Vertx vertx) throws InterruptedException {
        Duty duty = watch.leases().contend(new DutyDesk.Terms("test.duty", TTL, false),
            vertx.getOrCreateContext(), new LeaseHolder() {
                @Override
                public void onHeld(long token) {
                    print("token " + token);
                }

                @Override
                public void onLost() {
                    print("token lost");
                }
            });
        while (true) {
            String refusal = watch.refusalToAct();
            say("act", refusal == null ? "yes" : "no", refusal == null ? "" : refusal);
            say("duty", duty.isHeld() ? "held" : "not held", "");
            for (NodeView node : watch.nodes()) {
                boolean silent = node.sinceHeartbeat().toMillis() >= 1_000;
                say(node.node(), (node.isEligible() ? "eligible" : "not eligible")
                    + (silent ? " silent" : "") + (node.agreedDead() ? " dead" : ""), "");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Each line on its input blocks the order path's event loop for so many milliseconds. */
    private static void hangAsTold(Context orderPath) {
        Thread.ofPlatform().daemon().start(() -> {
            try (Scanner in = new Scanner(System.in, StandardCharsets.UTF_8)) {
                while (in.hasNextLong()) {
                    long millis = in.nextLong();
                    orderPath.runOnContext(now -> hang(System.nanoTime() + millis * 1_000_000));
                }
            }
        });
    }

    private static void hang(long untilNanos) {
        while (System.nanoTime() < untilNanos) {
            LockSupport.parkNanos(untilNanos - System.nanoTime());
        }
    }

    private void say(String about, String what, String why) {
        if (!what.equals(said.put(about, what))) {
            print(about + " " + what + " " + why);
        }
    }

    private static void print(String line) {
        System.out.println(System.currentTimeMillis() + " " + line);
    }

    private static Config hazelcast(String name, int port, List<String> ports) {
        Config config = new Config().setClusterName("watch-" + ports.getFirst());
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "2");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.getMemberAttributeConfig().setAttribute(HazelcastMembership.NODE, name);
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false)
            .setPublicAddress("127.0.0.1:" + port);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true)
            .setMembers(ports.stream().map(each -> "127.0.0.1:" + each).toList());
        return config;
    }
}
