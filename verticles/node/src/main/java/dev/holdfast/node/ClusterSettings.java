package dev.holdfast.node;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import dev.holdfast.runtime.cluster.HazelcastMembership;
import dev.holdfast.runtime.config.NodeConfig;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Hazelcast and the clustered bus, tuned so that a dead node leaves the bus in a fraction of a second and
 * a frozen one in about five (the defaults take a minute). Shards and duties do not wait for that: they go
 * by leases and the mesh. With less, a machine without a free processor splits the bus for nothing, and one
 * that is split does not merge again while one of its members is frozen. Nothing but the bus's own few
 * registrations is stored: with few partitions little moves when a member comes or goes, and a move whose
 * target vanishes is given up soon. By default it holds its partition, and with it the registrations of
 * some addresses, for five minutes, in which the bus is deaf on them.
 */
public final class ClusterSettings {
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
        Map.entry("hazelcast.wait.seconds.before.join", "0"),
        Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
        Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
        Map.entry("hazelcast.socket.connect.timeout.seconds", "1"),
        Map.entry("hazelcast.connection.monitor.max.faults", "1"),
        Map.entry("hazelcast.operation.call.timeout.millis", "5000"),
        Map.entry("hazelcast.merge.first.run.delay.seconds", "5"),
        Map.entry("hazelcast.merge.next.run.delay.seconds", "3"),
        Map.entry("hazelcast.partition.count", "31"),
        Map.entry("hazelcast.partition.migration.timeout", "5"),
        Map.entry("hazelcast.graceful.shutdown.max.wait", "3"),
        Map.entry("hazelcast.partial.member.disconnection.resolution.heartbeat.count", "3"),
        Map.entry("hazelcast.phone.home.enabled", "false"),
        Map.entry("hazelcast.socket.bind.any", "false"),
        Map.entry("hazelcast.shutdownhook.enabled", "false"),
        Map.entry("hazelcast.logging.type", "slf4j"));
    /** Milliseconds between bus pings, and the longest wait for their answer. */
    private static final int BUS_PING_MILLIS = 500;

    private ClusterSettings() {
    }

    /** Vert.x's own maps as it ships them, with this node's network laid over. */
    public static Config hazelcast(NodeConfig.Cluster cluster, String node) {
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(cluster.name());
        config.setInstanceName(node);
        PROPERTIES.forEach(config::setProperty);
        config.getMemberAttributeConfig().setAttribute(HazelcastMembership.NODE, node);
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(cluster.port()).setPortAutoIncrement(false);
        network.setPublicAddress(cluster.host() + ":" + cluster.port());
        network.getInterfaces().setEnabled(true).clear().addInterface(address(cluster.host()));
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(1)
            .setMembers(cluster.members());
        network.getRestApiConfig().setEnabled(false);
        return config;
    }

    /** Hazelcast wants its interface as an address; a name that does not resolve fails at the bind. */
    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            return host;
        }
    }

    public static EventBusOptions bus(NodeConfig.Cluster cluster) {
        return new EventBusOptions().setHost(cluster.host()).setClusterPublicHost(cluster.host())
            .setClusterPingInterval(BUS_PING_MILLIS).setClusterPingReplyInterval(BUS_PING_MILLIS);
    }
}
