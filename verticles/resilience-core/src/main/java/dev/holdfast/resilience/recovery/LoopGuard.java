package dev.holdfast.resilience.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Stops a loop of restarts: after so many within so long one more would only fail again. */
public final class LoopGuard {
    private final int maxRestarts;
    private final Duration within;
    private final Deque<Instant> restarts = new ArrayDeque<>();

    public LoopGuard(int maxRestarts, Duration within) {
        if (maxRestarts < 1) {
            throw new IllegalArgumentException("maxRestarts must be >= 1, was " + maxRestarts);
        }
        this.maxRestarts = maxRestarts;
        this.within = within;
    }

    /** True while one more is allowed. A restart counts until {@code within} has passed since it. */
    public boolean allows(Instant now) {
        forget(now);
        return restarts.size() < maxRestarts;
    }

    /** Takes note of one. */
    public void restarted(Instant at) {
        forget(at);
        restarts.addLast(at);
    }

    /** Those that still count, oldest first. */
    public List<Instant> restarts() {
        return List.copyOf(restarts);
    }

    private void forget(Instant now) {
        while (!restarts.isEmpty() && !now.isBefore(restarts.peekFirst().plus(within))) {
            restarts.removeFirst();
        }
    }
}
