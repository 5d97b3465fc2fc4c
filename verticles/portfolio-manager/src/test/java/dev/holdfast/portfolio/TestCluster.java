package dev.holdfast.portfolio;

import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.health.NodeIdentity;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A cluster as seen by its only node, which a test can cut off. */
public final class TestCluster implements ClusterWatch {
    private final ClusterWatch alone;
    private volatile Quorum quorum = Quorum.MAJORITY;
    private volatile String refusal;
    private volatile List<NodeView> nodes;

    public TestCluster(NodeIdentity me) {
        this.alone = ClusterWatch.alone(me);
        this.nodes = alone.nodes();
    }

    /** From now on the node is on that side; {@code refusal} is why it may not act, null if it may. */
    public void is(Quorum side, String why) {
        this.quorum = side;
        this.refusal = why;
    }

    /** From now on another node is heard; {@code dead}: all agree that its process is gone. */
    public void hears(String node, boolean dead) {
        nodes = Stream.concat(alone.nodes().stream(),
            Stream.of(new NodeView(node, "i-" + node, Duration.ZERO, true, true, true, dead))).toList();
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
        return nodes;
    }

    @Override
    public void venueIsUp(boolean up) {
        alone.venueIsUp(up);
    }
}
