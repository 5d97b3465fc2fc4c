package dev.holdfast.kafka;

/** The broker cannot run here. The message is one line for a person: what, where, and what to do. */
public final class BrokerNotStarted extends Exception {
    private static final long serialVersionUID = 1L;

    BrokerNotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
