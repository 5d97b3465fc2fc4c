package dev.holdfast.execution.shard;

import java.time.Duration;

/** Says when a regular duty is due, for those whose only clock is the tick that drives them. */
public final class Every {
    private final long periodNanos;
    private long next;
    private boolean started;

    public Every(Duration period) {
        this.periodNanos = period.toNanos();
    }

    /** The next period begins at once. */
    public void hurry() {
        started = false;
    }

    /** True once in each period; at the first call, too. A period that was slept through is not made up. */
    public boolean isDue(long nanos) {
        if (started && nanos - next < 0) {
            return false;
        }
        started = true;
        next = nanos + periodNanos;
        return true;
    }
}
