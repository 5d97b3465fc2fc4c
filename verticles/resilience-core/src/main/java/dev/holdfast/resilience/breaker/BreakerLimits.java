package dev.holdfast.resilience.breaker;

import java.time.Duration;

/**
 * When a breaker opens and closes.
 *
 * @param failuresInRow  so many failures without a success between them open it
 * @param ratePercent    so many failures of a hundred calls within the window open it
 * @param leastCalls     fewer calls within the window say nothing about the rate
 * @param window         how far back the rate looks; counted by the millisecond
 * @param openFor        so long nothing passes
 * @param trialsToClose  so many trials must succeed: one lucky call proves nothing
 * @param trialPatience  a trial of which nothing was heard for so long has failed; without it one lost
 *                       answer would keep the breaker half-open for ever
 */
public record BreakerLimits(int failuresInRow, int ratePercent, int leastCalls, Duration window,
                            Duration openFor, int trialsToClose, Duration trialPatience) {
    /** Requirement A3.2. */
    public static final BreakerLimits STANDARD = new BreakerLimits(5, 50, 10, Duration.ofSeconds(30),
        Duration.ofSeconds(30), 3, Duration.ofSeconds(30));

    public BreakerLimits {
        require(failuresInRow > 0, "failuresInRow must be > 0, was " + failuresInRow);
        require(ratePercent > 0 && ratePercent <= 100, "ratePercent must be 1 to 100, was " + ratePercent);
        require(leastCalls > 0, "leastCalls must be > 0, was " + leastCalls);
        require(window.toMillis() > 0 && window.toMillis() <= CallWindow.LONGEST_MILLIS,
            "window must be 1 ms to " + CallWindow.LONGEST_MILLIS + " ms, was " + window);
        require(openFor.isPositive(), "openFor must be > 0, was " + openFor);
        require(trialsToClose > 0, "trialsToClose must be > 0, was " + trialsToClose);
        require(trialPatience.isPositive(), "trialPatience must be > 0, was " + trialPatience);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
