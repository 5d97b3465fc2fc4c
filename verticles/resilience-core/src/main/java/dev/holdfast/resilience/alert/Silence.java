package dev.holdfast.resilience.alert;

import java.time.Instant;

/**
 * A time in which nobody is told of certain incidents. They are recorded all the same, and people are told
 * when it ends and they are still there.
 *
 * @param maintenance planned work: what it brings about is expected
 * @param cause       the word of a cause; {@code *} is any, as in the next two
 */
public record Silence(String id, boolean maintenance, String cause, String service, String node,
                      Instant from, Instant until, String by, String why, boolean ended) {
    private static final String ANY = "*";

    public boolean isOver(Instant now) {
        return ended || !now.isBefore(until);
    }

    boolean isOn(Instant now) {
        return !isOver(now) && !now.isBefore(from);
    }

    /**
     * True if it is about everything that is wrong in the incident: while a node is worked on, a broker that
     * others miss too is news.
     */
    boolean covers(Incident incident) {
        return matches(cause, incident.cause().cause().word())
            && incident.own().stream().map(Incident.Seen::symptom).allMatch(this::covers);
    }

    /** While a full disk is known, that its node died of it is news. */
    boolean covers(Symptom symptom) {
        return matches(cause, symptom.cause().cause().word()) && matches(service, symptom.id().service())
            && matches(node, symptom.id().node());
    }

    Silence end() {
        return new Silence(id, maintenance, cause, service, node, from, until, by, why, true);
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals(ANY) || pattern.equals(name);
    }
}
