package dev.holdfast.wire.failsafe;

import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.resilience.alert.Severity;
import java.time.Instant;
import java.util.List;

/**
 * One cause and all of its symptoms, as people see it, and whole enough for another node to go on with it.
 *
 * @param id           short and unique, such as {@code I-12}
 * @param cause        what it is grouped by, such as {@code node-down node-2}
 * @param title        one line
 * @param faultAt      when the first symptom says that it began
 * @param detectedAt   when the incident was opened
 * @param announcedAt  from when on people are told; null before, and for ever if it healed by itself in time
 * @param recoveredAt  when the last symptom went; null before
 * @param symptoms     how many were folded into it
 * @param notified     how many notices of it people got
 * @param by           who acknowledged it; null if nobody did
 * @param mergedInto   the incident that it turned out to be a part of; null if it stands for itself
 * @param runbook      where to read what to do
 * @param open         symptoms that are still there
 * @param told         whom a notice reached
 * @param timeline     the newest lines of what happened, oldest first
 */
public record IncidentView(String id, String cause, String title, Severity severity, IncidentStatus status,
                           List<String> services, List<String> nodes, Instant faultAt, Instant detectedAt,
                           Instant announcedAt, Instant recoveredAt, int symptoms, int notified, String by,
                           String mergedInto, String runbook, List<Symptom> open, List<Told> told,
                           List<Line> timeline) {
    /** One thing that happened. */
    public record Line(Instant at, String text) {
    }

    /**
     * Something wrong that is still there.
     *
     * @param what   what noticed it, such as {@code breaker venue.place}
     * @param cause  what it would be by itself: other than the incident's for what is only a consequence
     * @param since  when the one who noticed it says that it began
     * @param seenAt when it came to the incident
     */
    public record Symptom(String what, String service, String node, String cause, Severity severity,
                          String detail, Instant since, Instant seenAt) {
    }

    /** A route by which a notice was delivered, and how urgent it was then. */
    public record Told(String route, Severity severity, Instant at) {
    }
}
