package dev.holdfast.node;

/** The node cannot start; the message says what is missing and what to do. */
public final class StartRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    /** What a script can tell apart. */
    public enum Reason {
        /** Something that must already run does not answer. */
        ABSENT,
        /** A service cannot work as it is configured; waiting would not help. */
        BAD_CONFIG,
        /** Something this node needs for itself is held by another process. */
        TAKEN
    }

    public StartRefused(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
