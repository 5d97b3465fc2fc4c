package dev.holdfast.resilience.fallback;

import java.time.Duration;

/**
 * When a chain leaves a tier and when it goes back to a better one.
 *
 * @param fallAfter      a tier that serves is left once it was unfit for so long without a break
 * @param probeEvery     how often the tiers above the serving one are probed; zero is at every look
 * @param probesToReturn so many good probes in a row prove a better tier: one lucky look proves nothing
 * @param calm           and so long they must have lasted, while the lower tier serves well
 */
public record FallbackTerms(Duration fallAfter, Duration probeEvery, int probesToReturn, Duration calm) {
    /** For a way that is there or not, and costs nothing to change: what is seen is done. */
    public static final FallbackTerms AT_ONCE =
        new FallbackTerms(Duration.ZERO, Duration.ZERO, 1, Duration.ZERO);

    public FallbackTerms {
        require(!fallAfter.isNegative(), "fallAfter must be >= 0, was " + fallAfter);
        require(!probeEvery.isNegative(), "probeEvery must be >= 0, was " + probeEvery);
        require(probesToReturn > 0, "probesToReturn must be > 0, was " + probesToReturn);
        require(!calm.isNegative(), "calm must be >= 0, was " + calm);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
