package dev.holdfast.node;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import dev.holdfast.node.host.BusLoop;
import io.vertx.core.Completable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x's own, which takes a member that is gone off the bus, and says anew what is registered here, just
 * once: where Hazelcast is still busy with the same loss, that fails after ten seconds, and from then on
 * messages go to handlers of the dead member, and those of the living are not found. Here it is done again
 * until it succeeds, and what is registered here is compared with what the cluster knows of it. And the bus
 * connects to other nodes from its own event loop, not from that of whoever first sends to one.
 */
public final class PatientClusterManager extends HazelcastClusterManager {
    private static final Logger LOG = LoggerFactory.getLogger(PatientClusterManager.class);
    /** Where Vert.x writes its node's id into a member. */
    private static final String NODE_ID = "__vertx.nodeId";
    /** Where Vert.x keeps the host and port of each node's bus. */
    private static final String NODE_INFO = "__vertx.nodeInfo";
    private static final long AGAIN_MILLIS = 500;
    /** Each may take ten seconds: ten minutes in which nothing is stored is no passing trouble any more. */
    private static final int MOST_TRIES = 60;

    /** So often, while the cluster was in motion within the last minute; else once a minute. */
    private static final Duration COMPARE = Duration.ofSeconds(2);
    private static final long SETTLED_NANOS = Duration.ofMinutes(1).toNanos();

    private final ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "bus-repair");
        thread.setDaemon(true);
        return thread;
    });

    /** Those of whom the library has said that they left: the last thing that it does about them. */
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final OwnRegistrations own = new OwnRegistrations();
    /** On the bus's own event loop. */
    private volatile Context bus;
    private volatile long movedNanos = System.nanoTime();
    private long comparedNanos = movedNanos;

    public PatientClusterManager(Config config) {
        super(config);
        super.nodeListener(new Listener(null));
        again.scheduleWithFixedDelay(this::compare, COMPARE.toMillis(), COMPARE.toMillis(),
            TimeUnit.MILLISECONDS);
    }

    @Override
    public void addRegistration(String address, RegistrationInfo one, Completable<Void> promise) {
        if (one.localOnly()) {
            super.addRegistration(address, one, promise);
            return;
        }
        own.add(address, one);
        super.addRegistration(address, one, (done, failure) -> {
            own.arrived(one);
            promise.complete(done, failure);
        });
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo one, Completable<Void> promise) {
        own.remove(address, one);
        super.removeRegistration(address, one, promise);
    }

    @Override
    public void init(Vertx vertx) {
        bus = BusLoop.context(vertx);
        super.init(vertx);
    }

    /**
     * Asked before each new connection to a node, which then lives on the event loop where the answer comes.
     * Were that the sender's, a service that hangs there would hold back all that its node says to the other.
     */
    @Override
    public void getNodeInfo(String nodeId, Completable<NodeInfo> promise) {
        try {
            bus.runOnContext(now -> super.getNodeInfo(nodeId, promise));
        } catch (RejectedExecutionException e) {
            // The event loops have ended: this node leaves.
            promise.fail(e);
        }
    }

    @Override
    public void leave(Completable<Void> promise) {
        again.shutdownNow();
        super.leave(promise);
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        movedNanos = System.nanoTime();
        super.memberAdded(event);
    }

    @Override
    public void stateChanged(LifecycleEvent event) {
        movedNanos = System.nanoTime();
        super.stateChanged(event);
    }

    @Override
    public void nodeListener(NodeListener listener) {
        super.nodeListener(new Listener(listener));
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        movedNanos = System.nanoTime();
        remove(event, 1);
    }

    private void compare() {
        long now = System.nanoTime();
        boolean settled = now - movedNanos > SETTLED_NANOS;
        // None before it has joined, and none any more while it leaves.
        HazelcastInstance cluster = getHazelcastInstance();
        if (cluster == null || !isActive() || settled && now - comparedNanos < SETTLED_NANOS) {
            return;
        }
        comparedNanos = now;
        try {
            if (!cluster.getMap(NODE_INFO).containsKey(getNodeId())) {
                LOG.warn("the cluster did not know any more where this node listens; put back");
                setNodeInfo(getNodeInfo(), (done, failure) -> { });
            }
            int missing = own.putBack(cluster, getNodeId());
            if (missing > 0) {
                LOG.warn("{} addresses of this node were not known to the cluster; put back", missing);
            }
        } catch (RuntimeException e) {
            movedNanos = now;
            LOG.info("the cluster does not tell what it knows of this node, asking again: {}", e.toString());
        }
    }

    private void remove(MembershipEvent event, int attempt) {
        String gone = event.getMember().getAttribute(NODE_ID);
        if (gone == null) {
            return;
        }
        left.remove(gone);
        super.memberRemoved(event);
        // One that was only out of reach comes back under the same id.
        if (left.remove(gone) || !isActive() || getNodes().contains(gone)) {
            return;
        }
        if (attempt == MOST_TRIES) {
            LOG.error("{} is gone, and the bus still counts on it", gone);
            return;
        }
        LOG.warn("{} is gone, and could not be taken off the bus: trying again", gone);
        again.schedule(() -> remove(event, attempt + 1), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Passes everything on to whoever else listens; null if nobody does. */
    private final class Listener implements NodeListener {
        private final NodeListener also;

        Listener(NodeListener also) {
            this.also = also;
        }

        @Override
        public void nodeAdded(String id) {
            if (also != null) {
                also.nodeAdded(id);
            }
        }

        @Override
        public void nodeLeft(String id) {
            left.add(id);
            if (also != null) {
                also.nodeLeft(id);
            }
        }
    }
}
