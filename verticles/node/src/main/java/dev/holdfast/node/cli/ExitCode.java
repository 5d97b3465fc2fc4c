package dev.holdfast.node.cli;

/** What the process says at its end. Scripts depend on these: a number never changes its meaning. */
public final class ExitCode {
    public static final int OK = 0;
    /** It ran, and what it checked does not hold. */
    public static final int CHECK_FAILED = 1;
    /** Bad option, argument or configuration; nothing was started. */
    public static final int BAD_INPUT = 2;
    /** A broker, a node or another part that must already run does not answer. */
    public static final int DEPENDENCY_ABSENT = 3;
    /** A port, a data folder or a database is in use by another process. */
    public static final int TAKEN = 4;
    /** The node ended itself in good order, for a recovery: start it again (EX_TEMPFAIL of sysexits). */
    public static final int RESTART = 75;
    /** A supervised node ended too often; it is not started again, and a person must look. */
    public static final int GAVE_UP = 76;
    /** A fault of the software itself. */
    public static final int FAULT = 70;

    private ExitCode() {
    }
}
