package dev.holdfast.simulation.node;

import dev.holdfast.resilience.partition.ClusterDesk;
import dev.holdfast.resilience.partition.ClusterView;
import dev.holdfast.resilience.partition.Heartbeat;
import dev.holdfast.resilience.partition.MeshBeat;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.simulation.log.LeasePen;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.wire.lease.LeaseRecord;
import dev.holdfast.wire.lease.LeaseRecord.NodeHeartbeat;
import java.util.List;
import java.util.function.BiConsumer;

/** The shell of the cluster desk in one simulated process: its ticks, its heartbeats, its tail. */
final class ClusterShell implements ClusterWatch {
    private static final List<String> ROLES = List.of("execution");

    private final SimNode node;
    private final SimProcess process;
    private final LeasePen pen;
    private final ClusterDesk desk;
    private final BiConsumer<Integer, MeshBeat> mesh;
    private final LeaseWitness witness;
    private boolean venueUp;

    /**
     * Begins without any right to act.
     *
     * @param size number of nodes that the cluster is configured to have
     */
    ClusterShell(SimNode node, SimProcess process, LeasePen pen, int size,
                 BiConsumer<Integer, MeshBeat> mesh) {
        this.node = node;
        this.process = process;
        this.pen = pen;
        this.mesh = mesh;
        this.witness = new LeaseWitness(process.incarnation());
        this.desk = new ClusterDesk(new ClusterView.Who(node.name(), process.incarnation(), size, true),
            nanos());
    }

    void tick() {
        ClusterDesk.Pulse pulse = desk.tick(nanos(), node.clock().instant());
        Heartbeat beat = pulse.heartbeat();
        witness.sent(beat.count(), nanos());
        pen.send(LeaseRecord.HEARTBEATS, new NodeHeartbeat(beat.node(), beat.incarnation(), beat.count(),
            beat.node(), beat.node(), ROLES, beat.quorate(), beat.venueUp(), beat.at()),
            () -> witness.acknowledged());
        mesh.accept(process.node(), pulse.mesh());
    }

    void onHeartbeatRead(NodeHeartbeat read) {
        witness.read(read);
        desk.onHeartbeatRead(new Heartbeat(read.node(), read.incarnation(), read.count(), true,
            read.quorate(), read.venueUp(), read.at()), nanos());
    }

    void onMesh(MeshBeat beat) {
        desk.onMeshHeartbeat(beat, nanos());
    }

    void onMember(String other, boolean present) {
        desk.onMember(other, present, nanos());
    }

    void onRefused(String other) {
        desk.onLinkRefused(other, nanos());
    }

    /** What a bystander knows of this node's right to act. */
    boolean leaseIsAhead() {
        return witness.isAhead(nanos());
    }

    @Override
    public String refusalToAct() {
        return desk.refusalToAct(nanos());
    }

    @Override
    public Quorum quorum() {
        return desk.quorum();
    }

    @Override
    public List<NodeView> nodes() {
        return desk.nodes(nanos());
    }

    @Override
    public void venueIsUp(boolean up) {
        if (up != venueUp) {
            venueUp = up;
            desk.venueIsUp(up, nanos());
        }
    }

    private long nanos() {
        return node.clock().nanoTime();
    }

    /** Keeps the books of the lease by itself: what was sent when, and what of it was read back. */
    private static final class LeaseWitness {
        private static final long LENGTH = 1_500 * Scene.MILLI;
        private static final int KEPT = 64;
        private final String incarnation;
        private final long[] sentAt = new long[KEPT];
        private long confirmed = Long.MIN_VALUE / 2;

        LeaseWitness(String incarnation) {
            this.incarnation = incarnation;
        }

        void sent(long count, long nanos) {
            sentAt[(int) (count % KEPT)] = nanos;
        }

        void acknowledged() {
            // The broker's word proves nothing: the right to act is renewed by the reading alone.
        }

        void read(NodeHeartbeat beat) {
            if (beat.incarnation().equals(incarnation)) {
                confirmed = Math.max(confirmed, sentAt[(int) (beat.count() % KEPT)]);
            }
        }

        boolean isAhead(long nanos) {
            return nanos - confirmed < LENGTH;
        }
    }
}
