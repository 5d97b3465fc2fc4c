package dev.holdfast.portfolio;

import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.health.NodeIdentity;
import java.util.List;

/** A cluster as seen by its only node, which a test can cut off. */
public final class TestCluster implements ClusterWatch {
    private final ClusterWatch alone;
    private volatile Quorum quorum = Quorum.MAJORITY;
    private volatile String refusal;

    public TestCluster(NodeIdentity me) {
        this.alone = ClusterWatch.alone(me);
    }

    /** From now on the node is on that side; {@code refusal} is why it may not act, null if it may. */
    public void is(Quorum side, String why) {
        this.quorum = side;
        this.refusal = why;
    }

    @Override
    public String refusalToAct() {
        return refusal;
    }

    @Override
    public Quorum quorum() {
        return quorum;
    }

    @Override
    public List<NodeView> nodes() {
        return alone.nodes();
    }

    @Override
    public void venueIsUp(boolean up) {
        alone.venueIsUp(up);
    }
}
