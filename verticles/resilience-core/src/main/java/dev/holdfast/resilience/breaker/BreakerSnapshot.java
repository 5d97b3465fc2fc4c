package dev.holdfast.resilience.breaker;

/**
 * A breaker at one moment.
 *
 * @param failuresInRow  since the last success; zero unless it is closed
 * @param windowCalls    calls that ended within the window
 * @param windowFailures those of them that failed
 * @param calls          all that ended since the breaker was made
 * @param failures       those of them that failed
 * @param rejected       calls that it did not let pass
 * @param sinceNanos     when it came into its state
 */
public record BreakerSnapshot(BreakerState state, BreakerMode mode, int failuresInRow, int windowCalls,
                              int windowFailures, long calls, long failures, long rejected,
                              long sinceNanos) {
}
