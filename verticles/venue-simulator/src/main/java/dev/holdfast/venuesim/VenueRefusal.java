package dev.holdfast.venuesim;

/**
 * The venue cannot start as asked. The message is one line for the operator: what, where, and how to put it
 * right.
 */
public final class VenueRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A refusal with its line. */
    public VenueRefusal(String message) {
        super(message, null, false, false);
    }
}
