package dev.holdfast.resilience.breaker;

/**
 * A breaker went from one state to another.
 *
 * @param by    the operator who made it; null if its own rule did
 * @param nanos when it did; earlier than when it was noticed if only time had to pass
 */
public record BreakerChange(BreakerState from, BreakerState to, String why, String by, long nanos) {
}
