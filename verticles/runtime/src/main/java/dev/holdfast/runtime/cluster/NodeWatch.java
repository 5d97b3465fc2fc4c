package dev.holdfast.runtime.cluster;

import dev.holdfast.resilience.partition.ClusterDesk;
import dev.holdfast.resilience.partition.ClusterView;
import dev.holdfast.resilience.partition.Heartbeat;
import dev.holdfast.resilience.partition.MeshBeat;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.LoopWatch;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.wire.lease.LeaseRecord;
import dev.holdfast.wire.lease.LeaseRecord.DutyRecord;
import dev.holdfast.wire.lease.LeaseRecord.NodeHeartbeat;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell of {@link ClusterDesk}: feeds it from membership, mesh and lease log, sends what it wants sent,
 * and shows its newest view to any thread. It ticks on a thread of its own, so that a busy process does not
 * fall silent; but it speaks for the order path and for the holders of duties, so while the event loop of one
 * of them does not turn, nothing is renewed in its name, and others take over.
 */
public final class NodeWatch implements ClusterWatch {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);
    private static final String OWNER_ROLE = "execution";
    private static final long MEMBERS_MILLIS = 50;

    private final NodeIdentity me;
    private final NodeConfig config;
    private final Membership membership;
    private final OrderPathSilence silence;
    private final ClusterDesk desk;
    private final LeaseLog log;
    private final LeaseTail tail;
    private final Mesh mesh;
    private final KafkaLeases leases;
    private final Map<String, String> addresses = new HashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "cluster-tick");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> saidDead = new HashSet<>();
    private Set<String> members = Set.of();
    private volatile ClusterView view;
    private String address;
    private boolean allowed;
    private boolean surplusSaid;

    /** With the event loops of a process in which something lives. */
    public NodeWatch(NodeIdentity me, NodeConfig config, Membership membership, LoopWatch loops) {
        this.me = me;
        this.config = config;
        this.membership = membership;
        this.silence = new OrderPathSilence(me.name(), OWNER_ROLE, loops);
        this.desk = new ClusterDesk(new ClusterView.Who(me.name(), me.incarnation(), config.cluster().size(),
            config.node().roles().contains(OWNER_ROLE)), System.nanoTime());
        this.view = desk.view();
        this.log = new LeaseLog(config.kafka().bootstrapServers(), me);
        this.leases = new KafkaLeases(me, this, log, loops);
        this.tail = new LeaseTail(config.kafka().bootstrapServers(), new FromLog());
        this.mesh = new Mesh(config.cluster().host(), new FromMesh());
    }

    /** Opens the door for heartbeats and begins to send them. */
    public Future<Void> start() {
        return mesh.listen(config.cluster().heartbeatPort()).map(open -> {
            address = open;
            LOG.info("heartbeats of other nodes are taken at {}", open);
            tail.start();
            ticker.scheduleWithFixedDelay(this::lookAtMembers, 0, MEMBERS_MILLIS, TimeUnit.MILLISECONDS);
            ticker.scheduleWithFixedDelay(this::tick, 0, ClusterDesk.TICK_MILLIS, TimeUnit.MILLISECONDS);
            return null;
        });
    }

    /** Falls silent. Blocks for some two seconds at most: call it off the event loop. */
    public void stop() throws InterruptedException {
        ticker.shutdownNow();
        tail.stop();
        log.close();
        try {
            // Not await(): the caller is a worker thread of Vert.x, which refuses that.
            mesh.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("the heartbeat links did not close: {}", e.toString());
        }
    }

    /** The duties that only one node does at a time. */
    public Leases leases() {
        return leases;
    }

    @Override
    public String refusalToAct() {
        return view.refusalToAct(System.nanoTime());
    }

    @Override
    public Quorum quorum() {
        return view.quorum();
    }

    @Override
    public List<NodeView> nodes() {
        return view.nodes(System.nanoTime());
    }

    @Override
    public synchronized void venueIsUp(boolean up) {
        desk.venueIsUp(up, System.nanoTime());
        view = desk.view();
    }

    @Override
    public void orderPathIsLive() {
        silence.orderPathIsLive();
    }

    private void sayNow() {
        try {
            ticker.execute(this::tick);
        } catch (RejectedExecutionException e) {
            LOG.debug("nothing more is said: this node stops");
        }
    }

    /** Never throws: a ticker that fails once ticks no more. */
    private void tick() {
        try {
            if (!silence.isKept(System.nanoTime())) {
                send();
            }
            leases.tick();
            tellPeople();
        } catch (RuntimeException e) {
            LOG.error("a tick of the cluster watch failed", e);
        }
    }

    private void send() {
        ClusterDesk.Pulse pulse;
        Map<String, String> others;
        synchronized (this) {
            pulse = desk.tick(System.nanoTime(), me.clock().instant());
            view = desk.view();
            Set<String> known = new HashSet<>();
            view.others().forEach(other -> known.add(other.heartbeat().node()));
            addresses.keySet().retainAll(known);
            others = Map.copyOf(addresses);
        }
        Heartbeat beat = pulse.heartbeat();
        log.send(LeaseRecord.HEARTBEATS, me.name(), new NodeHeartbeat(beat.node(), beat.incarnation(),
            beat.count(), membership.member(), address, List.copyOf(config.node().roles()), beat.quorate(),
            beat.venueUp(), beat.at()));
        mesh.say(pulse.mesh(), others);
    }

    /** Never throws, as a tick. */
    private void lookAtMembers() {
        try {
            Set<String> now = membership.nodes();
            if (now != null && !now.equals(members)) {
                onMembers(now);
            }
        } catch (RuntimeException e) {
            LOG.error("the membership cannot be read", e);
        }
    }

    private synchronized void onMembers(Set<String> now) {
        long nanos = System.nanoTime();
        members.stream().filter(node -> !now.contains(node))
            .forEach(gone -> desk.onMember(gone, false, nanos));
        now.stream().filter(node -> !members.contains(node))
            .forEach(joined -> desk.onMember(joined, true, nanos));
        members = now;
        view = desk.view();
    }

    private synchronized void onHeartbeat(NodeHeartbeat read) {
        desk.onHeartbeatRead(new Heartbeat(read.node(), read.incarnation(), read.count(),
            read.roles().contains(OWNER_ROLE), read.quorate(), read.venueUp(), read.at()), System.nanoTime());
        view = desk.view();
        boolean newest = view.others().stream().map(ClusterView.Other::heartbeat)
            .anyMatch(beat -> beat.node().equals(read.node())
                && beat.incarnation().equals(read.incarnation()));
        if (newest) {
            addresses.put(read.node(), read.meshAddress());
        }
    }

    private void tellPeople() {
        String refusal = refusalToAct();
        if (allowed && refusal != null) {
            LOG.warn("{} stops acting: {}", me.name(), refusal);
        } else if (!allowed && refusal == null) {
            LOG.info("{} may act: {}", me.name(), quorum());
        }
        allowed = refusal == null;
        List<NodeView> nodes = nodes();
        nodes.stream().filter(NodeView::agreedDead).map(NodeView::node).filter(saidDead::add)
            .forEach(node -> LOG.warn("{} is dead by membership, mesh and all other nodes", node));
        nodes.stream().filter(node -> !node.agreedDead()).map(NodeView::node).forEach(saidDead::remove);
        if (nodes.size() > config.cluster().size() && config.cluster().size() > 1 && !surplusSaid) {
            surplusSaid = true;
            LOG.error("{} nodes send heartbeats but cluster.size is {}: after a cut two sides could both be"
                + " the majority", nodes.size(), config.cluster().size());
        }
    }

    /** The mesh's event loop. */
    private final class FromMesh implements Mesh.Listener {
        @Override
        public void onBeat(MeshBeat beat) {
            synchronized (NodeWatch.this) {
                desk.onMeshHeartbeat(beat, System.nanoTime());
                view = desk.view();
            }
        }

        @Override
        public void onRefused(String node) {
            LOG.info("the link to {} broke and a new one is refused", node);
            synchronized (NodeWatch.this) {
                desk.onLinkRefused(node, System.nanoTime());
                view = desk.view();
            }
            // The others wait for this node's word on it.
            sayNow();
        }
    }

    /** The tail's thread. */
    private final class FromLog implements LeaseTail.Listener {
        @Override
        public void onBegin(long dutiesStart) {
            leases.onBegin(dutiesStart);
        }

        @Override
        public void onRecord(long offset, LeaseRecord record) {
            switch (record) {
                case NodeHeartbeat beat -> onHeartbeat(beat);
                case DutyRecord duty -> leases.onRecord(offset, duty);
            }
        }

        @Override
        public void onCaughtUp() {
            leases.onCaughtUp();
        }
    }
}
