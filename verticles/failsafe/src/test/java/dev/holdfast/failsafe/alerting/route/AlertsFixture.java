package dev.holdfast.failsafe.alerting.route;

import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.resilience.alert.Notice;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.wire.failsafe.IncidentView;
import java.time.Instant;
import java.util.List;

/** An incident as people are told of it. */
final class AlertsFixture {
    static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private AlertsFixture() {
    }

    static IncidentView incident(String id, String runbook, String detail) {
        return new IncidentView(id, "node-down node-2", "node node-2 is down", Severity.PAGE,
            IncidentStatus.OPEN, List.of("risk"), List.of("node-2"), AT, AT.plusSeconds(1),
            AT.plusSeconds(30), AT.plusSeconds(95), 7, 1, null, null, runbook,
            List.of(new IncidentView.Symptom("heartbeat", "*", "node-2", "node-down node-2", Severity.PAGE,
                detail, AT, AT)), List.of(), List.of(new IncidentView.Line(AT, "detected")));
    }

    static Message message(Notice.Kind kind) {
        return new Message(kind, incident("I-12", "https://example.com/node-down.md", "silent & <gone>"),
            "holdfast");
    }
}
