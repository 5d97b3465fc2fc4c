package dev.holdfast.runtime.guard;

import java.time.Duration;

/**
 * Counts calls under way, by the second in which each began. One that is not over after a minute is not
 * counted any more: no call here may last so long, so the instance that made it was abandoned, and must not
 * keep its places from the one that follows it. Not for several threads at once.
 */
final class UnderWay {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** Seconds that are told apart: longer than the longest deadline by far. */
    private static final int SECONDS = 60;

    private final long[] begun = new long[SECONDS];
    private final int[] calls = new int[SECONDS];
    private int total;

    /** One more. */
    void begin(long nanos) {
        long second = Math.floorDiv(nanos, SECOND);
        int slot = slot(second);
        if (begun[slot] != second) {
            total -= calls[slot];
            calls[slot] = 0;
            begun[slot] = second;
        }
        calls[slot]++;
        total++;
    }

    /** One less, of those that began then. */
    void end(long begunNanos) {
        long second = Math.floorDiv(begunNanos, SECOND);
        int slot = slot(second);
        if (begun[slot] == second && calls[slot] > 0) {
            calls[slot]--;
            total--;
        }
    }

    /** Lets go of those that are too old. */
    void forget(long nanos) {
        long oldest = Math.floorDiv(nanos, SECOND) - SECONDS;
        for (int slot = 0; slot < SECONDS; slot++) {
            if (calls[slot] > 0 && begun[slot] <= oldest) {
                total -= calls[slot];
                calls[slot] = 0;
            }
        }
    }

    int count() {
        return total;
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
