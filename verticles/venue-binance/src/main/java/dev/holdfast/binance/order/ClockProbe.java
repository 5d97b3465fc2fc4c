package dev.holdfast.binance.order;

import java.time.Duration;
import java.time.Instant;

/**
 * The venue's clock minus ours, from questions for its time. The answer was read somewhere between sending
 * and receiving, taken as the middle; of several the one with the shortest way is the most exact, by half
 * its way.
 */
final class ClockProbe {
    private Duration offset = Duration.ZERO;
    private Duration shortest;

    /** Begins a new round: an old offset must not outlive a step of either clock. */
    void begin() {
        shortest = null;
    }

    void add(Instant sent, Instant received, Instant venue) {
        Duration way = Duration.between(sent, received);
        if (way.isNegative()) {
            // Our own clock was set back in between: the middle would mean nothing.
            return;
        }
        if (shortest == null || way.compareTo(shortest) < 0) {
            shortest = way;
            offset = Duration.between(sent.plus(way.dividedBy(2)), venue);
        }
    }

    /** Of the newest round; zero before the first answer. */
    Duration offset() {
        return offset;
    }

    /** True once this round has an answer. */
    boolean isMeasured() {
        return shortest != null;
    }
}
