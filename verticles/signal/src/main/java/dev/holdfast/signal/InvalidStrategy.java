package dev.holdfast.signal;

/** A strategy that cannot run as configured; the message names it, the parameter and what is allowed. */
public final class InvalidStrategy extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidStrategy(String message) {
        super(message);
    }

    public InvalidStrategy(String message, Throwable cause) {
        super(message, cause);
    }
}
