package dev.holdfast.resilience.alert;

import java.time.Instant;
import java.util.Set;

/**
 * One thing that somebody noticed to be wrong, until it is said to be gone.
 *
 * @param cause    what it is by itself, if nothing else explains it
 * @param severity how bad it is; the cause's rule caps it
 * @param hints    deeper causes that the one who noticed names, such as an unreachable broker
 * @param urgent   what could heal it was tried in vain: people are told at once
 * @param at       when the one who noticed it says that it began
 */
public record Symptom(Id id, CauseKey cause, Severity severity, Set<Cause> hints, boolean urgent,
                      String detail, Instant at) {
    /**
     * Tells symptoms apart: the same again is the same symptom, still there.
     *
     * @param what    what noticed it, such as {@code breaker venue.place}
     * @param service whom it is about; {@code *} if no service in particular
     * @param node    on which node; {@code *} if on none in particular
     */
    public record Id(String what, String service, String node) {
        @Override
        public String toString() {
            return what + ("*".equals(service) ? "" : " of " + service)
                + ("*".equals(node) ? "" : " on " + node);
        }
    }

    public Symptom {
        hints = Set.copyOf(hints);
    }

    /** As bad as its cause can be. */
    public static Symptom of(Id id, CauseKey cause, String detail, Instant at) {
        return new Symptom(id, cause, cause.cause().severity(), Set.of(), false, detail, at);
    }
}
