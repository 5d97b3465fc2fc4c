package dev.holdfast.venuesim.engine;

/**
 * Carries a {@link VenueError} from a nested reader or rule to the one place that writes the reply. No
 * stack trace: a refusal is ordinary business here, at up to thousands a second.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient VenueError error;

    Refused(VenueError error) {
        super(error.code() + " " + error.message(), null, false, false);
        this.error = error;
    }

    /** What the client is told. */
    public VenueError error() {
        return error;
    }
}
