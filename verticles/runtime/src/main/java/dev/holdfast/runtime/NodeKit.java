package dev.holdfast.runtime;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.cluster.Leases;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamWriter;

/** What every service verticle of a node is given: who it is, what it was told, and how it speaks. */
public record NodeKit(NodeIdentity identity, NodeConfig config, Bus bus, StreamWriter streams,
                      ClusterWatch cluster, Leases leases) {
    /** A node that is its own cluster. */
    public NodeKit(NodeIdentity identity, NodeConfig config, Bus bus, StreamWriter streams) {
        this(identity, config, bus, streams, ClusterWatch.alone(identity));
    }

    /** A node with others, that does every duty itself. */
    public NodeKit(NodeIdentity identity, NodeConfig config, Bus bus, StreamWriter streams,
                   ClusterWatch cluster) {
        this(identity, config, bus, streams, cluster, Leases.alone(identity.name()));
    }
}
