package dev.holdfast.failsafe.alerting.route;

import dev.holdfast.resilience.alert.Notice;
import dev.holdfast.wire.failsafe.IncidentView;
import java.time.Duration;

/**
 * What people are told, and why now.
 *
 * @param cluster the name of the cluster that it is about
 */
public record Message(Notice.Kind kind, IncidentView incident, String cluster) {
    /** {@code [PAGE] I-12 node node-2 is down}. */
    public String subject() {
        String tag = switch (kind) {
            case OPENED -> incident.severity().name();
            case ESCALATED -> incident.severity() + ", not acknowledged";
            case CAUSE_FOUND -> incident.severity() + ", cause found";
            case RESOLVED -> "RESOLVED";
        };
        return "[" + tag + "] " + incident.id() + " " + incident.title();
    }

    /** One line on where, since when and how much. */
    public String facts() {
        String where = incident.nodes().isEmpty() ? "cluster " + cluster
            : String.join(", ", incident.nodes()) + " of " + cluster;
        String time = kind == Notice.Kind.RESOLVED && incident.recoveredAt() != null
            ? "over after " + Duration.between(incident.faultAt(), incident.recoveredAt()).toSeconds() + " s"
            : "since " + incident.faultAt();
        return where + ", " + time + ", " + incident.symptoms() + " symptoms";
    }

    /** What it is known by: the newest thing that is still wrong, else the newest that happened. */
    public String detail() {
        if (!incident.open().isEmpty()) {
            IncidentView.Symptom newest = incident.open().getLast();
            return newest.what() + (newest.service().equals("*") ? "" : " of " + newest.service())
                + (newest.node().equals("*") ? "" : " on " + newest.node()) + ": " + newest.detail();
        }
        return incident.timeline().isEmpty() ? "" : incident.timeline().getLast().text();
    }

    /** True if the runbook can be opened from where this is read. */
    boolean hasLink() {
        return incident.runbook() != null && incident.runbook().matches("https?://.+");
    }
}
