package dev.holdfast.analytics;

/** The program cannot do its work. The message is one line for a person: what, where, and what to do. */
final class NoFigures extends Exception {
    private static final long serialVersionUID = 1L;

    NoFigures(String message, Throwable cause) {
        super(message, cause);
    }
}
