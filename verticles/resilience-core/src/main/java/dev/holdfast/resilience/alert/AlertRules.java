package dev.holdfast.resilience.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the operator decides about alerting.
 *
 * @param causes     what differs from a cause's own severity and hold
 * @param escalation by severity: who is told, and who next while nobody acknowledges; in order of time
 * @param settle     how long all must be well before an incident is over
 * @param flap       when something comes back too often
 */
public record AlertRules(Map<Cause, CauseRule> causes, Map<Severity, List<Step>> escalation, Duration settle,
                         Flap flap) {
    /** All is over that was quiet for so long, as a rule. */
    public static final Duration SETTLE = Duration.ofSeconds(10);

    /**
     * What an operator made of a cause.
     *
     * @param severity the most urgent that it gets
     * @param hold     how long it may take to heal by itself before anybody is told
     */
    public record CauseRule(Severity severity, Duration hold) {
    }

    /**
     * Whom to tell.
     *
     * @param after since the announcement, if nobody acknowledged by then
     */
    public record Step(Duration after, List<String> routes) {
        public Step {
            routes = List.copyOf(routes);
        }
    }

    /**
     * A cause that opens for the {@code times}-th time within so long is flapping: people are told at once,
     * and the incident stays open until all was quiet for {@code quiet}.
     */
    public record Flap(int times, Duration within, Duration quiet) {
        /** What holds if nobody says otherwise. */
        public static final Flap USUAL = new Flap(4, Duration.ofMinutes(10), Duration.ofMinutes(5));

        public Flap {
            if (times < 2) {
                throw new IllegalArgumentException("times must be > 1, was " + times);
            }
        }
    }

    public AlertRules {
        causes = Map.copyOf(causes);
        escalation = Map.copyOf(escalation);
    }

    /** Every cause as it is, with this escalation. */
    public static AlertRules usual(Map<Severity, List<Step>> escalation) {
        return new AlertRules(Map.of(), escalation, SETTLE, Flap.USUAL);
    }

    Duration hold(Cause cause) {
        return causes.containsKey(cause) ? causes.get(cause).hold() : cause.hold();
    }

    /** How urgent a symptom is here. */
    Severity severity(Symptom symptom) {
        Cause cause = symptom.cause().cause();
        Severity cap = causes.containsKey(cause) ? causes.get(cause).severity() : cause.severity();
        return symptom.severity().compareTo(cap) > 0 ? cap : symptom.severity();
    }

    List<Step> steps(Severity severity) {
        return escalation.getOrDefault(severity, List.of());
    }
}
