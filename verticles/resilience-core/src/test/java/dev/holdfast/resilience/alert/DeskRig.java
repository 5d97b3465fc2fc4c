package dev.holdfast.resilience.alert;

import dev.holdfast.resilience.alert.AlertRules.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A desk with a clock that is moved by hand, and routes that deliver at once unless they are down. */
final class DeskRig {
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    static final Map<Severity, List<Step>> ESCALATION = Map.of(
        Severity.PAGE, List.of(new Step(Duration.ZERO, List.of("pager", "chat")),
            new Step(Duration.ofMinutes(10), List.of("boss"))),
        Severity.TICKET, List.of(new Step(Duration.ZERO, List.of("chat"))));

    final List<Notice> sent = new ArrayList<>();
    final Set<String> down = new HashSet<>();
    IncidentDesk desk;
    Instant now = START;

    DeskRig() {
        this(AlertRules.usual(ESCALATION));
    }

    DeskRig(AlertRules rules) {
        desk = new IncidentDesk(rules, "");
    }

    Decision tell(AlertCommand command) {
        Decision decision = desk.decide(command, now);
        desk.apply(decision, now);
        for (Notice notice : decision.notices()) {
            sent.add(notice);
            if (!down.contains(notice.route())) {
                tell(new AlertCommand.Delivered(notice, true));
            }
        }
        return decision;
    }

    void report(Symptom symptom) {
        tell(new AlertCommand.Report(symptom));
    }

    void clear(Symptom symptom) {
        tell(new AlertCommand.Clear(symptom.id(), ""));
    }

    /** Lets time pass in steps of a second. */
    void pass(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            Instant next = now.plusSeconds(1);
            now = next.isAfter(end) ? end : next;
            tell(new AlertCommand.Tick());
        }
    }

    void pass(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    List<Incident> open() {
        return desk.book().open();
    }

    Incident only() {
        if (open().size() != 1) {
            throw new AssertionError("open: " + open());
        }
        return open().getFirst();
    }

    List<String> notices() {
        return sent.stream()
            .map(notice -> notice.kind() + " " + notice.route() + " " + notice.incident().id()).toList();
    }

    long pages() {
        return sent.stream().filter(notice -> notice.route().equals("pager")
            && notice.kind() == Notice.Kind.OPENED).count();
    }

    Symptom nodeDown(String node) {
        return of("heartbeat", "*", node, new CauseKey(Cause.NODE_DOWN, node));
    }

    Symptom failing(String service, String node) {
        return of("health", service, node, CauseKey.service(Cause.SERVICE_FAILING, service, node));
    }

    Symptom breaker(String name, String node) {
        String service = name.substring(0, name.indexOf('.'));
        return of("breaker " + name, service, node, new CauseKey(Cause.BREAKER_OPEN, name));
    }

    Symptom cluster(Cause cause, String node) {
        return of(cause.word(), "*", node, CauseKey.cluster(cause));
    }

    Symptom of(String what, String service, String node, CauseKey cause) {
        return Symptom.of(new Symptom.Id(what, service, node), cause, "it is so", now);
    }

    static Symptom as(Severity severity, Symptom symptom) {
        return new Symptom(symptom.id(), symptom.cause(), severity, symptom.hints(), symptom.urgent(),
            symptom.detail(), symptom.at());
    }

    static Symptom hinting(Cause deeper, Symptom symptom) {
        return new Symptom(symptom.id(), symptom.cause(), symptom.severity(), Set.of(deeper),
            symptom.urgent(), symptom.detail(), symptom.at());
    }

    static Symptom urgent(Symptom symptom) {
        return new Symptom(symptom.id(), symptom.cause(), symptom.severity(), symptom.hints(), true,
            symptom.detail(), symptom.at());
    }
}
