package dev.holdfast.resilience.alert;

import dev.holdfast.resilience.alert.AlertRules.Step;
import dev.holdfast.resilience.alert.Incident.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is told of what, and when. */
final class Announcing {
    private final Draft draft;
    private final Instant now;
    private final AlertRules rules;

    Announcing(Draft draft) {
        this.draft = draft;
        this.now = draft.now();
        this.rules = draft.rules();
    }

    void advance() {
        draft.open().forEach(this::advance);
    }

    private void advance(Incident incident) {
        Instant recovered = incident.times().recoveredAt();
        Duration quiet = incident.flapping() ? rules.flap().quiet() : rules.settle();
        if (recovered != null && incident.open().isEmpty() && !now.isBefore(recovered.plus(quiet))) {
            resolve(incident);
            return;
        }
        if (!incident.own().isEmpty()) {
            escalate(announce(incident));
        }
    }

    /** Sets it as urgent as what has been there for longer than it may take to heal by itself. */
    private Incident announce(Incident incident) {
        Optional<Symptom> worst = due(incident).stream().max(Comparator.comparing(Symptom::severity));
        boolean told = incident.times().announcedAt() != null;
        if (worst.isEmpty() || told && worst.get().severity().compareTo(incident.severity()) <= 0) {
            return incident;
        }
        Severity due = worst.get().severity();
        Optional<Silence> silence = silence(incident);
        if (silence.isPresent()) {
            return silenced(incident, silence.get());
        }
        String line = (told ? "worse: " : "announced: ") + due + ", " + worst.get().id();
        Incident announced = incident.at(due).at(incident.times().announced(now)).silenced(null)
            .in(IncidentStatus.OPEN, null).line(now, line);
        draft.put(announced);
        count(due);
        return announced;
    }

    private List<Symptom> due(Incident incident) {
        return incident.telling().stream().filter(seen -> isDue(incident, seen)).map(Seen::symptom).toList();
    }

    private boolean isDue(Incident incident, Seen seen) {
        boolean own = incident.isOwn(seen);
        Instant from = own && incident.times().announcedAt() == null ? incident.times().detectedAt()
            : seen.seenAt();
        Duration hold = rules.hold(seen.symptom().cause().cause());
        return own && incident.flapping() || seen.symptom().urgent() || !now.isBefore(from.plus(hold));
    }

    private Incident silenced(Incident incident, Silence silence) {
        if (silence.id().equals(incident.silence())) {
            return incident;
        }
        if (incident.silence() == null) {
            draft.count(Noise.SILENCED);
        }
        Incident held = incident.silenced(silence.id()).line(now, (silence.maintenance()
            ? "expected during the maintenance " : "silenced by ") + silence.id() + " of " + silence.by());
        draft.put(held);
        return held;
    }

    private Optional<Silence> silence(Incident incident) {
        return draft.silences().stream().filter(each -> each.isOn(now) && each.covers(incident)
            && due(incident).stream().allMatch(each::covers)).findFirst();
    }

    private void count(Severity severity) {
        switch (severity) {
            case PAGE -> draft.count(Noise.PAGED);
            case TICKET -> draft.count(Noise.TICKETED);
            case LOG -> { }
        }
    }

    /** Everybody whose time has come and who does not know it yet, or knows it as less urgent. */
    private void escalate(Incident incident) {
        Instant from = incident.times().announcedAt();
        if (from == null || incident.status() != IncidentStatus.OPEN || silence(incident).isPresent()) {
            return;
        }
        boolean first = true;
        for (Step step : rules.steps(incident.severity())) {
            if (!now.isBefore(from.plus(step.after()))) {
                tell(incident, step, first ? Notice.Kind.OPENED : Notice.Kind.ESCALATED);
            }
            first = false;
        }
    }

    private void tell(Incident incident, Step step, Notice.Kind kind) {
        for (String route : step.routes()) {
            Severity told = incident.told(route);
            boolean knows = told != null && told.compareTo(incident.severity()) >= 0;
            boolean itself = incident.cause().cause() == Cause.ROUTE_FAILING
                && incident.cause().about().equals(route);
            if (!knows && !itself && !draft.isUnderWay(incident, route)) {
                draft.send(new Notice(kind, route, incident));
            }
        }
    }

    private void resolve(Incident incident) {
        boolean healed = incident.times().announcedAt() == null;
        Duration took = Duration.between(incident.times().faultAt(), incident.times().recoveredAt());
        Incident over = incident.at(healed ? Severity.LOG : incident.severity())
            .in(IncidentStatus.RESOLVED, incident.people().by())
            .line(now, (healed ? "healed by itself after " : "over after ") + took.toMillis() + " ms");
        Set<String> routes = new LinkedHashSet<>(draft.routesUnderWay(incident));
        incident.people().told().forEach(told -> routes.add(told.route()));
        draft.put(over);
        routes.forEach(route -> draft.send(new Notice(Notice.Kind.RESOLVED, route, over)));
        if (healed) {
            draft.count(Noise.SELF_HEALED);
        }
    }
}
