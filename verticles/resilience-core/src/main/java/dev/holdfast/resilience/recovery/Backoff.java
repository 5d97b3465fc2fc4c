package dev.holdfast.resilience.recovery;

import java.time.Duration;

/**
 * How long to wait before the next try: doubling from {@code base} up to {@code max}, spread by jitter so
 * that many who failed together do not return together (requirement A1.1, A3.3).
 */
public record Backoff(Duration base, Duration max) {
    /** Beyond this many doublings any base is past any sane maximum; keeps the shift from overflowing. */
    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (base.isNegative() || base.isZero() || max.compareTo(base) < 0) {
            throw new IllegalArgumentException("need 0 < base <= max, was " + base + " and " + max);
        }
    }

    /**
     * The wait before try {@code attempt + 1}.
     *
     * @param attempt failures so far, from 1
     * @param chance  a random number in [0, 1): the wait is between half and all of the doubled base
     */
    public Duration delay(int attempt, double chance) {
        int doublings = Math.min(Math.max(attempt, 1) - 1, MAX_DOUBLINGS);
        return within(Duration.ofMillis(saturatedShift(base.toMillis(), doublings)), chance);
    }

    /**
     * A wait between half and all of that time, which counts as {@code base} if it is shorter, and as
     * {@code max} if it is longer.
     *
     * @param chance a random number in [0, 1)
     */
    public Duration within(Duration longest, double chance) {
        long capped = Math.max(base.toMillis(), Math.min(max.toMillis(), longest.toMillis()));
        return Duration.ofMillis(capped / 2 + (long) (capped / 2.0 * chance));
    }

    private static long saturatedShift(long millis, int doublings) {
        return millis > Long.MAX_VALUE >> doublings ? Long.MAX_VALUE : millis << doublings;
    }
}
