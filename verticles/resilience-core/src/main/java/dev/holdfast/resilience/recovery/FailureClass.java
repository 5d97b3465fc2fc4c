package dev.holdfast.resilience.recovery;

/** What a failure says about how soon another try may help (requirement A3.3). */
public enum FailureClass {
    /** Its own, and for the first time in a while: a fresh instance is tried at once. */
    TRANSIENT,
    /** It lacks something outside of itself: tried again later, and more of it would not help. */
    NEEDS_EXTERNAL,
    /** It failed again soon after a restart: each next try comes later and does more. */
    REPEATING
}
