package dev.holdfast.runtime.recovery;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around one instance of a service. An instance that hangs cannot be stopped, as its thread does not
 * listen; it is cut off instead, and whatever it still does when it wakes reaches nobody: its bus, streams,
 * duties and right to act all ask here. Safe from any thread.
 */
public final class Fence {
    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);

    private final Deque<Runnable> onCut = new ArrayDeque<>();
    private volatile boolean cut;

    /** True once the instance counts for nothing. */
    public boolean isCut() {
        return cut;
    }

    /**
     * What frees something outside of the instance: a port, a lease. Run once, on the thread that cuts, so it
     * must not need the instance's own; at once if it is cut already.
     */
    public void onCut(Runnable close) {
        synchronized (this) {
            if (!cut) {
                onCut.push(close);
                return;
            }
        }
        run(close);
    }

    /** Cuts the instance off, the last taken first. Never throws. */
    public void cut() {
        Deque<Runnable> closing;
        synchronized (this) {
            cut = true;
            closing = new ArrayDeque<>(onCut);
            onCut.clear();
        }
        closing.forEach(Fence::run);
    }

    private static void run(Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.warn("something of a cut-off instance could not be closed", e);
        }
    }
}
