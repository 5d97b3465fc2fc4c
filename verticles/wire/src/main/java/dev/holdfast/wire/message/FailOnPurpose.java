package dev.holdfast.wire.message;

/**
 * Makes a running service fail, for a drill. Nobody serves it unless the node's process was started with
 * {@code -Dtest.faults=on}, which LIVE refuses.
 *
 * @param way       how it fails
 * @param forMillis how long; only BLOCK has an end of its own
 */
public record FailOnPurpose(Way way, long forMillis) {
    /** The ways in which a service fails that its supervisors must deal with. */
    public enum Way {
        /** Its handler throws. */
        THROW,
        /** Its handler never answers; all its others do. */
        NEVER_ANSWER,
        /** Its event loop stands still. */
        BLOCK,
        /** Its process takes memory until none is left. */
        FILL_HEAP
    }
}
