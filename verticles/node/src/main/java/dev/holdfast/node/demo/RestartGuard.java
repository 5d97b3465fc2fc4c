package dev.holdfast.node.demo;

import dev.holdfast.resilience.recovery.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Says whether and when a child that died is started again: a little later each time, and not at all once it
 * died {@value #MAX_DEATHS} times within a minute, because it would only die again.
 */
final class RestartGuard {
    static final int MAX_DEATHS = 5;
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final ArrayDeque<Long> deaths = new ArrayDeque<>();

    /**
     * Takes note of a death.
     *
     * @param nowNanos a monotonic clock
     * @param chance   a random number in [0, 1)
     * @return how long to wait; empty to give up
     */
    Optional<Duration> died(long nowNanos, double chance) {
        deaths.add(nowNanos);
        while (nowNanos - deaths.peek() > WINDOW.toNanos()) {
            deaths.poll();
        }
        return deaths.size() >= MAX_DEATHS ? Optional.empty()
            : Optional.of(BACKOFF.delay(deaths.size(), chance));
    }
}
