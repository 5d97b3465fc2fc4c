package dev.holdfast.resilience.partition;

import dev.holdfast.resilience.lease.NodeLease;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is alive and what this node may do, from three signals: the cluster's membership, the mesh of
 * heartbeats, and the heartbeats on the lease log, of which its own renew its right to act. It has no clock,
 * thread or network: its shell feeds it, asks it every 200 ms for the heartbeat to send, and passes on its
 * view. Not for several threads at once.
 */
public final class ClusterDesk {
    /** Between two heartbeats. */
    public static final long TICK_MILLIS = 200;

    private final ClusterView.Who me;
    private final NodeLease lease;
    private final FailureDetector mesh;
    private final Map<String, Known> known = new TreeMap<>();
    private boolean venueUp;
    private Long twinNanos;
    private long count;
    private long lookedNanos;
    private ClusterView view;

    private static final class Known {
        private Heartbeat heartbeat;
        private long readNanos;
        private boolean leftMembership;
        private final Map<String, Long> earlierLives = new HashMap<>();
    }

    /** One tick's word to the lease log and to every other node: to be sent at once or not at all. */
    public record Pulse(Heartbeat heartbeat, MeshBeat mesh) {
    }

    public ClusterDesk(ClusterView.Who me, long nanos) {
        this.me = me;
        this.lease = new NodeLease(me.incarnation());
        this.mesh = new FailureDetector(me.node(), nanos);
        this.lookedNanos = nanos;
        renew(nanos);
    }

    /** Takes a heartbeat from the lease log, this node's own included, in the log's order. */
    public void onHeartbeatRead(Heartbeat beat, long nanos) {
        if (beat.node().equals(me.node())) {
            onOwn(beat, nanos);
        } else {
            onOther(known.computeIfAbsent(beat.node(), unknown -> new Known()), beat, nanos);
        }
        renew(nanos);
    }

    /**
     * A stranger's heartbeat after one of this node's own is not what an earlier life left behind: two
     * processes have one name, and each would take the other's shards for its own. Neither may act.
     */
    private void onOwn(Heartbeat beat, long nanos) {
        if (!beat.incarnation().equals(me.incarnation()) && lease.wasHeld()) {
            twinNanos = nanos;
        }
        lease.readBack(beat.incarnation(), beat.count());
    }

    private static void onOther(Known node, Heartbeat beat, long nanos) {
        boolean same = node.heartbeat != null
            && node.heartbeat.incarnation().equals(beat.incarnation());
        if (same ? beat.count() <= node.heartbeat.count()
            : node.earlierLives.containsKey(beat.incarnation())) {
            return;
        }
        if (!same) {
            node.leftMembership = false;
            if (node.heartbeat != null) {
                node.earlierLives.put(node.heartbeat.incarnation(), nanos);
            }
        }
        node.heartbeat = beat;
        node.readNanos = nanos;
    }

    /** Takes a heartbeat from another node directly. */
    public void onMeshHeartbeat(MeshBeat beat, long nanos) {
        mesh.heard(beat, nanos);
        renew(nanos);
    }

    /** The link to a node broke and a reconnect was refused. */
    public void onLinkRefused(String node, long nanos) {
        mesh.refused(node);
        renew(nanos);
    }

    /** The cluster's membership gained or lost a node. A node it never spoke of has not left it. */
    public void onMember(String node, boolean present, long nanos) {
        Known other = known.get(node);
        if (other != null) {
            other.leftMembership = !present;
        }
        renew(nanos);
    }

    /** Only a node with a venue session is eligible to own shards. */
    public void venueIsUp(boolean up, long nanos) {
        venueUp = up;
        renew(nanos);
    }

    /** Call every {@link #TICK_MILLIS}; what it returns counts as sent now. */
    public Pulse tick(long nanos, Instant now) {
        if (mesh.look(nanos)) {
            long gap = nanos - lookedNanos;
            known.values().forEach(node -> startOver(node, gap, nanos));
        }
        lookedNanos = nanos;
        forget(nanos);
        renew(nanos);
        count++;
        lease.sent(count, nanos);
        return new Pulse(
            new Heartbeat(me.node(), me.incarnation(), count, me.owns(), view.isQuorate(nanos), venueUp, now),
            new MeshBeat(me.node(), me.incarnation(), count, mesh.hears(nanos), mesh.misses(nanos)));
    }

    /** As on the mesh: who was alive before this node's own pause is not silent because of it. */
    private void startOver(Known node, long gap, long nanos) {
        boolean silent = lookedNanos - node.readNanos >= FailureDetector.SUSPECT.toNanos();
        node.readNanos = silent ? node.readNanos + gap : Math.max(node.readNanos, nanos);
    }

    private void forget(long nanos) {
        long longest = FailureDetector.FORGET.toNanos();
        known.values().removeIf(node -> nanos - node.readNanos > longest);
        known.values().forEach(node -> node.earlierLives.values().removeIf(since -> nanos - since > longest));
    }

    private void renew(long nanos) {
        List<ClusterView.Other> others = known.values().stream().map(node -> new ClusterView.Other(
            node.heartbeat, node.readNanos, agreedDead(node, nanos))).toList();
        view = new ClusterView(me, 1 + mesh.reachable(nanos), lookedNanos,
            new ClusterView.Lease(lease.wasHeld(), lease.sentNanos()), twinNanos, venueUp, others);
    }

    private boolean agreedDead(Known node, long nanos) {
        String name = node.heartbeat.node();
        return node.leftMembership && mesh.isSuspect(name, nanos) && mesh.othersAgree(name, nanos);
    }

    /** What may be handed to any thread; it is replaced with each input, never changed. */
    public ClusterView view() {
        return view;
    }

    /** Every node that was heard lately, this one included, by name. */
    public List<NodeView> nodes(long nanos) {
        return view.nodes(nanos);
    }

    public Quorum quorum() {
        return view.quorum();
    }

    /** Null while this node may act; else why not, in words for a person. */
    public String refusalToAct(long nanos) {
        return view.refusalToAct(nanos);
    }
}
