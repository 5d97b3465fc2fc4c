package dev.holdfast.runtime.cluster;

import dev.holdfast.resilience.lease.OwnershipRule;
import dev.holdfast.runtime.health.LoopWatch;
import io.vertx.core.Context;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a node must not speak because its order path hangs: its silence is what the others go by when
 * they take its shards over. An order path that was abandoned while it hung is replaced within moments, but
 * the new one first reads the journal, for seconds. Were the node heard again before the others could act,
 * its shards would have a healthy owner that answers nothing. So it is silent for long enough, or until the
 * new one acts. One that turns again by itself goes on at once. On the thread that ticks.
 */
final class OrderPathSilence {
    /** Others may claim after half of it; the other half is for them to look, to ask and to claim. */
    static final Duration ABANDONED = OwnershipRule.SILENCE.multipliedBy(2);
    private static final Logger LOG = LoggerFactory.getLogger(OrderPathSilence.class);

    private final String node;
    private final String service;
    private final LoopWatch loops;
    private Context hungOn;
    private long sinceNanos;
    private volatile boolean live;

    /** Of a node's order path, which is that service. */
    OrderPathSilence(String node, String service, LoopWatch loops) {
        this.node = node;
        this.service = service;
        this.loops = loops;
    }

    /** An instance that was not abandoned acts from here on. From any thread. */
    void orderPathIsLive() {
        live = true;
    }

    /** True while nothing may be said. */
    boolean isKept(long nanos) {
        Context now = loops.contextOf(service);
        if (now != hungOn && loops.isBlocked(now)) {
            LOG.warn("{} falls silent: the event loop of its order path does not turn", node);
            hungOn = now;
            sinceNanos = nanos;
            live = false;
        }
        if (hungOn == null) {
            return false;
        }
        boolean abandoned = now != hungOn;
        boolean over = !loops.isBlocked(hungOn)
            || abandoned && (live || nanos - sinceNanos >= ABANDONED.toNanos());
        if (over) {
            LOG.warn("{} speaks again: its order path turns, or others could take its shards", node);
            hungOn = null;
        }
        return !over;
    }
}
