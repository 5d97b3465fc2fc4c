package dev.holdfast.resilience.breaker;

/** What a call said about the one that was called. */
public enum CallResult {
    /** It answered; a refusal for a reason of its own is an answer. */
    SUCCESS,
    /** It did not answer, could not be reached, or broke. */
    FAILURE,
    /** Nothing: the call never left, for a reason of our own. */
    NEUTRAL
}
