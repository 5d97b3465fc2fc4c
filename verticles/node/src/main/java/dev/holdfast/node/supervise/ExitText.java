package dev.holdfast.node.supervise;

import dev.holdfast.node.cli.ExitCode;

/** What an exit code means, for a person. */
final class ExitText {
    /** The JVM's own code of ExitOnOutOfMemoryError; before a node is ready, 3 is ours. */
    private static final int OUT_OF_MEMORY = 3;
    private static final int SIGNALS = 128;

    private ExitText() {
    }

    /**
     * One phrase.
     *
     * @param served true if it had said that it was ready
     */
    static String of(int code, boolean served) {
        if (code == OUT_OF_MEMORY && served) {
            return "ran out of memory (exit code 3)";
        }
        if (code == ExitCode.RESTART) {
            return "asks for a restart (exit code 75)";
        }
        return code > SIGNALS ? "was ended by signal " + (code - SIGNALS) + " (exit code " + code + ")"
            : "ended (exit code " + code + ")";
    }
}
