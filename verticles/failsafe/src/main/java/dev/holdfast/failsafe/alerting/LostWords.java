package dev.holdfast.failsafe.alerting;

import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.CheckResult;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.health.Standing;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what is said to be wrong with a service that has long been seen at work. What a node's services do is
 * written down by that node's failsafe layer alone, so the word that takes a trouble back is lost if that
 * layer begins anew just then, as it does after a freeze. Said again, or its incident would never end.
 */
final class LostWords {
    /** Longer than a word is under way, and than a first bad result waits to be looked at again. */
    static final Duration STEADY = Duration.ofSeconds(30);

    private LostWords() {
    }

    /** What should have been said by now. Where a person was called it is for the person to say. */
    static List<HealthChanged> find(List<Symptom> wrong, List<Standing> standings, Instant now) {
        List<HealthChanged> lost = new ArrayList<>();
        for (Symptom symptom : wrong) {
            CheckLevel level = SymptomRule.level(symptom.id());
            boolean open = level != null && !symptom.urgent() && !now.isBefore(symptom.at().plus(STEADY));
            standings.stream().filter(standing -> open && isAbout(symptom.id(), standing))
                .filter(standing -> needed(standing, level).stream()
                    .allMatch(stands -> isWell(stands, symptom, now)))
                .flatMap(standing -> standing.levels().stream())
                .filter(stands -> stands.level() == level)
                .forEach(stands -> lost.add(new HealthChanged(symptom.id().service(), symptom.id().node(),
                    level, before(symptom), HealthStatus.HEALTHY, stands.detail(), now)));
        }
        return lost;
    }

    private static boolean isAbout(Symptom.Id id, Standing standing) {
        return standing.key().service().equals(id.service()) && standing.key().node().equals(id.node());
    }

    /** That it speaks is said of a service that does its job, too. */
    private static List<Standing.Level> needed(Standing standing, CheckLevel level) {
        return standing.levels().stream()
            .filter(stands -> level == CheckLevel.SHALLOW || stands.level() == level).toList();
    }

    /**
     * By what was seen after the trouble began: a node that was frozen meanwhile has only older results. And
     * a book that was begun lately calls well what failed only once.
     */
    private static boolean isWell(Standing.Level level, Symptom symptom, Instant now) {
        CheckResult newest = level.history().newest();
        return level.status() == HealthStatus.HEALTHY && newest != null
            && newest.outcome() == HealthStatus.HEALTHY && newest.at().isAfter(symptom.at())
            && !now.isBefore(level.since().plus(STEADY));
    }

    private static HealthStatus before(Symptom symptom) {
        return symptom.severity() == Severity.PAGE ? HealthStatus.UNHEALTHY : HealthStatus.DEGRADED;
    }
}
