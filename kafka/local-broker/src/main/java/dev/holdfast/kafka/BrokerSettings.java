package dev.holdfast.kafka;

import java.nio.file.Path;
import java.util.Properties;

/**
 * Where a local broker listens and keeps its records, and the Kafka settings that follow.
 *
 * @param host           a loopback address unless {@code ownNetwork}: there is neither encryption nor a login
 * @param controllerPort used by the broker itself only
 * @param ownNetwork     the host's network ends on this machine, such as a drill's bridge of namespaces
 */
public record BrokerSettings(Path dataDir, String host, int port, int controllerPort, boolean ownNetwork) {
    static final int NODE_ID = 1;

    /** On a loopback address. */
    public BrokerSettings(Path dataDir, String host, int port, int controllerPort) {
        this(dataDir, host, port, controllerPort, false);
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String bootstrap() {
        return host + ":" + port;
    }

    Properties kafka() {
        Properties all = new Properties();
        all.put("node.id", Integer.toString(NODE_ID));
        all.put("process.roles", "broker,controller");
        all.put("controller.quorum.voters", NODE_ID + "@" + host + ":" + controllerPort);
        all.put("listeners", "CLIENTS://" + bootstrap() + ",CONTROLLER://" + host + ":" + controllerPort);
        all.put("advertised.listeners", "CLIENTS://" + bootstrap());
        all.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("inter.broker.listener.name", "CLIENTS");
        all.put("controller.listener.names", "CONTROLLER");
        all.put("log.dirs", dataDir.toAbsolutePath().toString());
        oneCopy(all);
        quickFailover(all);
        small(all);
        return all;
    }

    /** A topic is made on purpose, from topics.yaml, never by a typing error of a client. */
    private static void oneCopy(Properties all) {
        all.put("auto.create.topics.enable", "false");
        all.put("unclean.leader.election.enable", "false");
        all.put("default.replication.factor", "1");
        all.put("min.insync.replicas", "1");
        all.put("offsets.topic.replication.factor", "1");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
    }

    /**
     * Kafka's defaults notice a dead consumer after 45 s and a dead broker after 9 s; trading cannot wait
     * that long, and tests should not. The minimums are the broker's, so a client cannot set these alone.
     */
    private static void quickFailover(Properties all) {
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("group.min.session.timeout.ms", "1000");
        all.put("group.consumer.min.session.timeout.ms", "1000");
        all.put("group.consumer.session.timeout.ms", "2000");
        all.put("group.consumer.min.heartbeat.interval.ms", "250");
        all.put("group.consumer.heartbeat.interval.ms", "500");
        // After a crash the controller waits this long before it lets the broker in again; much shorter,
        // and a lone broker fences itself when the machine is busy.
        all.put("broker.heartbeat.interval.ms", "250");
        all.put("broker.session.timeout.ms", "3000");
        all.put("controller.quorum.fetch.timeout.ms", "1000");
        all.put("controller.quorum.election.timeout.ms", "500");
    }

    /** One developer's load: few threads and partitions, so that it starts fast. */
    private static void small(Properties all) {
        all.put("num.network.threads", "2");
        all.put("num.io.threads", "4");
        all.put("background.threads", "2");
        all.put("offsets.topic.num.partitions", "4");
        all.put("transaction.state.log.num.partitions", "4");
        all.put("share.coordinator.state.topic.num.partitions", "1");
        all.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        all.put("metadata.max.idle.interval.ms", "5000");
        all.put("queued.max.requests", "200");
        all.put("metric.reporters", "");
    }
}
