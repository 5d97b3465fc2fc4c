package dev.holdfast.resilience.breaker;

/** What a circuit breaker lets pass (requirement A3.2). */
public enum BreakerState {
    /** Every call. */
    CLOSED,
    /** None: a call is rejected at once. */
    OPEN,
    /** Trials only, one at a time. */
    HALF_OPEN
}
