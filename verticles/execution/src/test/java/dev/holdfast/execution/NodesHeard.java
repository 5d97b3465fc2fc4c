package dev.holdfast.execution;

import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.cluster.ClusterWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster as one node hears it: exactly the nodes that a test names, all well. */
final class NodesHeard implements ClusterWatch {
    private final List<NodeView> heard = new CopyOnWriteArrayList<>();

    private volatile String refusal;

    NodesHeard(String me) {
        heard(me);
    }

    void heard(String node) {
        heard.add(new NodeView(node, node + "-life", Duration.ZERO, true, true, true, false));
    }

    void refuse(String why) {
        refusal = why;
    }

    @Override
    public String refusalToAct() {
        return refusal;
    }

    @Override
    public Quorum quorum() {
        return Quorum.MAJORITY;
    }

    @Override
    public List<NodeView> nodes() {
        return List.copyOf(heard);
    }

    @Override
    public void venueIsUp(boolean up) {
        // What a test says of a node does not change with its venue.
    }
}
