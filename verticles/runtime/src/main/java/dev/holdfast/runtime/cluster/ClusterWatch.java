package dev.holdfast.runtime.cluster;

import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.health.NodeIdentity;
import java.time.Duration;
import java.util.List;

/** Who is alive and what this node may do. Safe to ask from any thread; never blocks. */
public interface ClusterWatch {
    /**
     * Asked before every command and right before every venue write.
     *
     * @return null while this node sees a majority and its renewal is young enough; else why it may not act,
     *     in words for a person
     */
    String refusalToAct();

    Quorum quorum();

    /** Every node that was heard lately, this one included, by name. */
    List<NodeView> nodes();

    /** Told by the order path: only a node with a venue session is eligible to own shards. */
    void venueIsUp(boolean up);

    /** Told by the order path: it has read the journal, and acts in this node's name from here on. */
    default void orderPathIsLive() {
        // Of interest only to a node that fell silent because the order path before hung.
    }

    /** For a node without a cluster: always the majority of one. */
    static ClusterWatch alone(NodeIdentity me) {
        NodeView self = new NodeView(me.name(), me.incarnation(), Duration.ZERO, true, true, true, false);
        return new ClusterWatch() {
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
                return List.of(self);
            }

            @Override
            public void venueIsUp(boolean up) {
                // Alone there is nobody to hand a shard to: its owner keeps it and queues.
            }
        };
    }
}
