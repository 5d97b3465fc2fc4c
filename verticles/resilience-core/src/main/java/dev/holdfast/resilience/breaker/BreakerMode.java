package dev.holdfast.resilience.breaker;

/** Who decides a breaker's state: its own rule, or a person. */
public enum BreakerMode {
    /** The rule of requirement A3.2. */
    AUTO,
    /** An operator: nothing passes, trials neither. */
    OPEN,
    /** An operator: everything passes, whatever fails. */
    CLOSED
}
