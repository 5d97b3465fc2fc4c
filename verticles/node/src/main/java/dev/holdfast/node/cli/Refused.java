package dev.holdfast.node.cli;

/** A command that ends here, with one line for a person and a code for a script. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    /**
     * Ends the command.
     *
     * @param message what is wrong and what to do about it
     */
    public Refused(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
