package dev.holdfast.node;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x's own, which takes a member that is gone off the bus, and says anew what is registered here, just
 * once: where Hazelcast is still busy with the same loss, that fails after ten seconds, and from then on
 * messages go to handlers of the dead member, and those of the living are not found. Here it is done again
 * until it succeeds.
 */
public final class PatientClusterManager extends HazelcastClusterManager {
    private static final Logger LOG = LoggerFactory.getLogger(PatientClusterManager.class);
    /** Where Vert.x writes its node's id into a member. */
    private static final String NODE_ID = "__vertx.nodeId";
    private static final long AGAIN_MILLIS = 500;
    /** Each may take ten seconds: ten minutes in which nothing is stored is no passing trouble any more. */
    private static final int MOST_TRIES = 60;

    private final ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "member-removed");
        thread.setDaemon(true);
        return thread;
    });

    /** Those of whom the library has said that they left: the last thing that it does about them. */
    private final Set<String> left = ConcurrentHashMap.newKeySet();

    public PatientClusterManager(Config config) {
        super(config);
        super.nodeListener(new Listener(null));
    }

    @Override
    public void nodeListener(NodeListener listener) {
        super.nodeListener(new Listener(listener));
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        remove(event, 1);
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
