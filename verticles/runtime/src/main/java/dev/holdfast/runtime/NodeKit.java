package dev.holdfast.runtime;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.cluster.Leases;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.fallback.Chains;
import dev.holdfast.runtime.guard.Breakers;
import dev.holdfast.runtime.guard.GuardedBus;
import dev.holdfast.runtime.health.NodeHealth;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.recovery.Faults;
import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.runtime.recovery.FencedKit;
import dev.holdfast.runtime.stream.StreamWriter;

/**
 * What every service verticle of a node is given: who it is, what it was told, and how it speaks.
 *
 * @param faults where it tells that it cannot go on
 * @param fence  around this instance; the node's own kit has one that is never cut
 * @param health of the process: its services' checks, its event loops
 */
public record NodeKit(NodeIdentity identity, NodeConfig config, Bus bus, StreamWriter streams,
                      ClusterWatch cluster, Leases leases, Breakers breakers, Chains chains, Faults faults,
                      Fence fence, NodeHealth health) {
    /** A node that is its own cluster. */
    public NodeKit(NodeIdentity identity, NodeConfig config, Bus bus, StreamWriter streams) {
        this(identity, config, bus, streams, ClusterWatch.alone(identity));
    }

    /** A node with others, that does every duty itself. */
    public NodeKit(NodeIdentity identity, NodeConfig config, Bus bus, StreamWriter streams,
                   ClusterWatch cluster) {
        this(identity, config, bus, streams, cluster, Leases.alone(identity.name()));
    }

    /** A node whose breakers nobody asks about, and whose services nobody restarts. */
    public NodeKit(NodeIdentity identity, NodeConfig config, Bus bus, StreamWriter streams,
                   ClusterWatch cluster, Leases leases) {
        this(identity, config, bus, streams, cluster, leases, new NodeHealth());
    }

    /** The same with a watch over its event loops. */
    public NodeKit(NodeIdentity identity, NodeConfig config, Bus bus, StreamWriter streams,
                   ClusterWatch cluster, Leases leases, NodeHealth health) {
        this(identity, config, bus, streams, cluster, leases, new Breakers(bus, identity),
            new Chains(bus, identity), Faults.unheard(), new Fence(), health);
    }

    /** Asks others over the bus through their breakers. */
    public GuardedBus guardedBus() {
        return new GuardedBus(bus, breakers);
    }

    /** The same for one instance of a service, which can be cut off. */
    public NodeKit behind(Fence around, Faults told) {
        return new NodeKit(identity, config, bus.behind(around), streams.behind(around),
            FencedKit.cluster(cluster, around), FencedKit.leases(leases, around), breakers, chains, told,
            around, health);
    }
}
