package dev.holdfast.runtime.stream;

/** The broker has not the topics as they must be: the node cannot start. The message says the remedy. */
public final class TopicsNotApplied extends Exception {
    private static final long serialVersionUID = 1L;

    public TopicsNotApplied(String message, Throwable cause) {
        super(message, cause);
    }
}
