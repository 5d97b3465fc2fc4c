package dev.holdfast.resilience.partition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a node knows of its cluster at one moment. It does not change, so that any thread may ask it; what
 * ages is reckoned at the asking: a view that nobody renews stops allowing anything by itself.
 *
 * @param reachable   nodes that this one reaches, itself included
 * @param lookedNanos of the newest look at the mesh
 * @param lease       this node's own right to act
 * @param twinNanos   null, or when another process was last heard under this node's name
 * @param venueUp     as this node says of itself
 * @param others      of whom a heartbeat was read
 */
public record ClusterView(Who me, int reachable, long lookedNanos, Lease lease, Long twinNanos,
                          boolean venueUp, List<Other> others) {
    public ClusterView {
        others = List.copyOf(others);
    }

    /**
     * This node and its place.
     *
     * @param size configured number of nodes
     * @param owns true if it has the role of owning shards
     */
    public record Who(String node, String incarnation, int size, boolean owns) {
    }

    /**
     * The right to act.
     *
     * @param confirmed false until the first heartbeat was read back
     * @param sentNanos when the newest one that was read back had been sent
     */
    public record Lease(boolean confirmed, long sentNanos) {
    }

    /** Another node's newest heartbeat, when it was read, and whether the node is agreed to be dead. */
    public record Other(Heartbeat heartbeat, long readNanos, boolean agreedDead) {
    }

    public Quorum quorum() {
        return QuorumRule.of(me.size(), reachable);
    }

    /** True if this node sees a majority and its name is its own. */
    public boolean isQuorate(long nanos) {
        return quorum() == Quorum.MAJORITY && !hasTwin(nanos);
    }

    private boolean hasTwin(long nanos) {
        return twinNanos != null && nanos - twinNanos < NodeView.LEASE.toNanos();
    }

    /** Null while this node may act; else why not, in words for a person. */
    public String refusalToAct(long nanos) {
        long age = nanos - lease.sentNanos();
        if (!lease.confirmed()) {
            return "no heartbeat of " + me.node() + " was confirmed by the lease log yet";
        }
        if (age >= NodeView.LEASE.toNanos()) {
            return "the newest confirmed heartbeat of " + me.node() + " is " + millis(age)
                + " ms old; it acts for " + NodeView.LEASE.toMillis() + " ms only";
        }
        if (hasTwin(nanos)) {
            return "another process runs under the name " + me.node() + ": node.name must be unique";
        }
        return switch (quorum()) {
            case MAJORITY -> null;
            case MINORITY, ISOLATED -> me.node() + " reaches " + reachable + " of " + me.size()
                + " nodes, itself included: no majority";
        };
    }

    /** This node and every other of which a heartbeat was read lately, by name. */
    public List<NodeView> nodes(long nanos) {
        List<NodeView> all = new ArrayList<>();
        Duration age = lease.confirmed() ? Duration.ofNanos(nanos - lease.sentNanos())
            : FailureDetector.FORGET;
        all.add(new NodeView(me.node(), me.incarnation(), age, isQuorate(nanos), venueUp, me.owns(), false));
        others.forEach(other -> all.add(seen(other, nanos)));
        all.sort(Comparator.comparing(NodeView::node));
        return List.copyOf(all);
    }

    /** While this node stands still, the others do not age in its eyes: it is the one that was away. */
    private NodeView seen(Other other, long nanos) {
        boolean frozen = nanos - lookedNanos > FailureDetector.PAUSE.toNanos();
        Duration age = Duration.ofNanos(Math.max(0, (frozen ? lookedNanos : nanos) - other.readNanos()));
        Heartbeat said = other.heartbeat();
        return new NodeView(said.node(), said.incarnation(), age, said.quorate(), said.venueUp(), said.owns(),
            other.agreedDead());
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
