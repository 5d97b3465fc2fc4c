package dev.holdfast.failsafe.alerting;

import dev.holdfast.resilience.alert.CauseKey;
import dev.holdfast.resilience.alert.Incident;
import dev.holdfast.resilience.alert.Incident.Extent;
import dev.holdfast.resilience.alert.Incident.Line;
import dev.holdfast.resilience.alert.Incident.People;
import dev.holdfast.resilience.alert.Incident.Seen;
import dev.holdfast.resilience.alert.Incident.Times;
import dev.holdfast.resilience.alert.Incident.Told;
import dev.holdfast.resilience.alert.Noise;
import dev.holdfast.resilience.alert.Silence;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.failsafe.IncidentView;
import dev.holdfast.wire.failsafe.SilenceView;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** Incidents and silences as they travel, and back. */
final class IncidentViews {
    private final String runbooks;

    /** Puts this before the name of a runbook's page. */
    IncidentViews(String runbooks) {
        this.runbooks = runbooks;
    }

    IncidentView view(Incident incident) {
        Times times = incident.times();
        return new IncidentView(incident.id(), incident.cause().text(), incident.title(), incident.severity(),
            incident.status(), incident.extent().services().stream().toList(),
            incident.extent().nodes().stream().toList(), times.faultAt(), times.detectedAt(),
            times.announcedAt(), times.recoveredAt(), incident.extent().symptoms(),
            incident.people().notified(), incident.people().by(), incident.mergedInto(),
            runbooks + incident.cause().cause().word() + ".md",
            incident.open().stream().map(IncidentViews::view).toList(),
            incident.people().told().stream()
                .map(told -> new IncidentView.Told(told.route(), told.severity(), told.at())).toList(),
            incident.timeline().stream().map(line -> new IncidentView.Line(line.at(), line.text())).toList());
    }

    private static IncidentView.Symptom view(Seen seen) {
        Symptom symptom = seen.symptom();
        return new IncidentView.Symptom(symptom.id().what(), symptom.id().service(), symptom.id().node(),
            symptom.cause().text(), symptom.severity(), symptom.detail(), symptom.at(), seen.seenAt());
    }

    /** The incident that another node told of. When its cause went is not told: it is taken for now. */
    static Incident incident(IncidentView view, Instant now) {
        CauseKey cause = CauseKey.parse(view.cause());
        var open = view.open().stream().map(IncidentViews::seen).toList();
        boolean own = open.stream().anyMatch(seen -> seen.symptom().cause().equals(cause));
        Times times = new Times(view.faultAt(), view.detectedAt(), view.announcedAt(), own ? null : now,
            view.recoveredAt());
        Extent extent = new Extent(new TreeSet<>(view.services()), new TreeSet<>(view.nodes()),
            view.symptoms());
        People people = new People(view.by(), view.told().stream()
            .map(told -> new Told(told.route(), told.severity(), told.at())).toList(), view.notified());
        return new Incident(view.id(), cause, view.severity(), view.status(), times, open, extent, people,
            false, null, view.mergedInto(), view.timeline().stream()
                .map(line -> new Line(line.at(), line.text())).toList());
    }

    private static Seen seen(IncidentView.Symptom symptom) {
        return new Seen(new Symptom(new Symptom.Id(symptom.what(), symptom.service(), symptom.node()),
            CauseKey.parse(symptom.cause()), symptom.severity(), Set.of(), false, symptom.detail(),
            symptom.since()), symptom.seenAt());
    }

    static SilenceView view(Silence silence) {
        return new SilenceView(silence.id(), silence.maintenance(), silence.cause(), silence.service(),
            silence.node(), silence.from(), silence.until(), silence.by(), silence.why(), silence.ended());
    }

    static Silence silence(SilenceView view) {
        return new Silence(view.id(), view.maintenance(), view.cause(), view.service(), view.node(),
            view.from(), view.until(), view.by(), view.why(), view.ended());
    }

    static AlertCommand.Noise view(Noise noise) {
        return new AlertCommand.Noise(noise.symptoms(), noise.repeated(), noise.inhibited(),
            noise.selfHealed(), noise.silenced(), noise.pages(), noise.tickets(), noise.notices());
    }
}
