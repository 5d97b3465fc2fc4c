package dev.holdfast.wire.failsafe;

import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.resilience.alert.Severity;
import java.time.Instant;
import java.util.List;

/**
 * One cause and all of its symptoms, as people see it.
 *
 * @param id           short and unique, such as {@code I-12}
 * @param cause        what it is grouped by, such as {@code node-down node-2}
 * @param title        one line
 * @param faultAt      when the first symptom says that it began
 * @param detectedAt   when the incident was opened
 * @param recoveredAt  when the last symptom went; null before
 * @param symptoms     how many were folded into it
 * @param notified     how many notices were sent for it
 * @param by           who acknowledged it; null if nobody did
 * @param runbook      where to read what to do
 * @param timeline     the newest lines of what happened, oldest first
 */
public record IncidentView(String id, String cause, String title, Severity severity, IncidentStatus status,
                           List<String> services, List<String> nodes, Instant faultAt, Instant detectedAt,
                           Instant recoveredAt, int symptoms, int notified, String by, String runbook,
                           List<Line> timeline) {
    /** One thing that happened. */
    public record Line(Instant at, String text) {
    }
}
