package dev.holdfast.resilience.recovery;

import static dev.holdfast.resilience.recovery.RecoveryAction.MOVE_DUTY;
import static dev.holdfast.resilience.recovery.RecoveryAction.PAGE;
import static dev.holdfast.resilience.recovery.RecoveryAction.QUARANTINE_STATE;
import static dev.holdfast.resilience.recovery.RecoveryAction.REDEPLOY;
import static dev.holdfast.resilience.recovery.RecoveryAction.RESTART_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.recovery.RecoveryDesk.Attempt;
import dev.holdfast.resilience.recovery.RecoveryDesk.Failure;
import dev.holdfast.resilience.recovery.RecoveryDesk.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecoveryDeskTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final RecoveryTerms TERMS = RecoveryTerms.STANDARD;
    private static final Set<RecoveryAction> ALL = EnumSet.allOf(RecoveryAction.class);
    private static final double CHANCE = 0.5;

    private RecoveryDesk desk = new RecoveryDesk(TERMS);
    private Instant now = START;

    @Test
    void redeploysAtOnceWhenAServiceFailsForTheFirstTime() {
        Attempt attempt = started(fail());

        assertThat(attempt.action()).isEqualTo(REDEPLOY);
        assertThat(attempt.failure()).isEqualTo(FailureClass.TRANSIENT);
        assertThat(attempt.dueAt()).isEqualTo(now);
        assertThat(desk.isRecovering()).isTrue();
    }

    @Test
    void saysRecoveredOnlyAfterTheServiceWasSeenAtWork() {
        fail();
        pass(1);
        assertThat(desk.seen(true, now)).as("before anything was done").isEmpty();
        desk.acted(now);
        assertThat(desk.seen(false, now)).isEmpty();
        pass(1);

        List<Step> steps = desk.seen(true, now);

        assertThat(steps).singleElement().isInstanceOfSatisfying(Step.End.class, end -> {
            assertThat(end.recovered()).isTrue();
            assertThat(end.took()).isEqualTo(Duration.ofSeconds(2));
        });
        assertThat(desk.isRecovering()).isFalse();
    }

    @Test
    void takesAFullMinuteForSeenInTimeAndNotAMillisecondMore() {
        fail();
        desk.acted(now);

        now = now.plus(TERMS.verifyWithin());
        assertThat(desk.tick(ALL, now, CHANCE)).isEmpty();
        assertThat(desk.seen(true, now)).hasSize(1);

        fail();
        desk.acted(now);
        now = now.plus(TERMS.verifyWithin()).plusMillis(1);
        assertThat(desk.seen(true, now)).as("too late").isEmpty();
        assertThat(ended(desk.tick(ALL, now, CHANCE)).recovered()).isFalse();
    }

    @Test
    void takesWhatFailsDuringTheActionForASymptom() {
        fail();
        assertThat(fail()).isEmpty();
        desk.acted(now);
        assertThat(started(fail()).number()).isEqualTo(2);
    }

    @Test
    void climbsUntilItCallsAPersonAndThenStopsTrying() {
        List<RecoveryAction> tried = new ArrayList<>();
        List<Step> steps = fail();
        for (int attempt = 1; attempt <= 6; attempt++) {
            tried.add(started(steps).action());
            desk.acted(now);
            pass(1);
            steps = fail();
        }
        assertThat(tried).containsExactly(REDEPLOY, REDEPLOY, MOVE_DUTY, RESTART_PROCESS, QUARANTINE_STATE,
            PAGE);
        assertThat(steps).isEmpty();
        assertThat(desk.hasGivenUp()).isTrue();
    }

    @Test
    void callsAPersonAtTheSixthRestartWithinAQuarterOfAnHourThoughEachOneHelped() {
        for (int restart = 1; restart <= 5; restart++) {
            assertThat(started(fail()).action()).as("restart %d", restart).isEqualTo(REDEPLOY);
            recoverAndStayCalm();
        }
        assertThat(started(fail()).action()).isEqualTo(PAGE);
    }

    @Test
    void allowsTheSixthWhenTheFirstIsAQuarterOfAnHourAgo() {
        for (int restart = 1; restart <= 5; restart++) {
            fail();
            recoverAndStayCalm();
        }
        now = START.plus(TERMS.guardTime());
        assertThat(started(fail()).action()).isEqualTo(REDEPLOY);
    }

    @Test
    void countsAnewAfterACalmAndNotBefore() {
        fail();
        desk.acted(now);
        desk.seen(true, now);
        now = now.plus(TERMS.calm()).minusMillis(1);
        desk.seen(true, now);
        assertThat(started(fail()).number()).isEqualTo(2);

        desk.acted(now);
        desk.seen(true, now);
        now = now.plus(TERMS.calm());
        desk.seen(true, now);
        assertThat(started(fail()).number()).isEqualTo(1);
    }

    @Test
    void beginsTheCalmAnewWhenTheServiceIsSeenNotAtWorkBetween() {
        fail();
        desk.acted(now);
        desk.seen(true, now);
        pass(100);
        desk.seen(false, now);
        desk.seen(true, now);
        pass(100);
        desk.seen(true, now);
        assertThat(started(fail()).number()).isEqualTo(2);
    }

    @Test
    void triesWhatLacksSomethingOutsideForEverAndNeverClimbs() {
        Failure away = new Failure(Fault.EXTERNAL, "no database", ALL);
        List<Step> steps = desk.failed(away, now, CHANCE);
        Duration longest = Duration.ZERO;
        for (int attempt = 1; attempt <= 50; attempt++) {
            Attempt next = started(steps);
            assertThat(next.action()).isEqualTo(REDEPLOY);
            longest = Duration.between(now, next.dueAt());
            now = next.dueAt();
            desk.acted(now);
            steps = desk.failed(away, now, CHANCE);
        }
        assertThat(longest).isEqualTo(Duration.ofSeconds(225));
        desk.acted(now);
        assertThat(started(fail()).number()).as("its own failures are counted apart").isEqualTo(1);
    }

    @Test
    void countsAnAbsenceFromItsOwnBeginningHoweverLongTheServiceFailedBefore() {
        fail();
        desk.acted(now);
        pass(600);
        Failure away = new Failure(Fault.EXTERNAL, "no database", ALL);
        List<Step> steps = desk.failed(away, now, 0);
        assertThat(Duration.between(now, started(steps).dueAt())).isEqualTo(Duration.ofMillis(2_500));
        desk.acted(now);
        pass(60);
        steps = desk.failed(away, now, 0);
        assertThat(Duration.between(now, started(steps).dueAt())).isEqualTo(Duration.ofMillis(7_500));
    }

    @Test
    void tellsHowLongTheServiceWasAwayOverAllTries() {
        fail();
        desk.acted(now);
        pass(10);
        fail();
        pass(5);
        desk.acted(now);
        pass(2);
        assertThat(ended(desk.seen(true, now)).took()).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void goesOnWithTheClimbAfterTheProcessWasRestartedForIt() {
        List<Step> steps = fail();
        while (started(steps).action() != RESTART_PROCESS) {
            desk.acted(now);
            steps = fail();
        }
        desk = new RecoveryDesk(TERMS, desk.kept(), now);
        pass(3);
        assertThat(started(fail()).action()).isEqualTo(QUARANTINE_STATE);
        desk.acted(now);
        assertThat(started(fail()).action()).isEqualTo(PAGE);
    }

    @Test
    void seesAServiceAtWorkAfterTheProcessWasRestartedForIt() {
        fail();
        desk = new RecoveryDesk(TERMS, desk.kept(), now);
        pass(4);
        Step.End end = ended(desk.seen(true, now));
        assertThat(end.recovered()).isTrue();
        assertThat(end.took()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void triesAgainOnlyAfterACalmOnceAPersonWasCalled() {
        desk.failed(new Failure(Fault.CORRUPT_STATE, "broken file", Set.of()), now, CHANCE);
        assertThat(desk.hasGivenUp()).isTrue();
        desk.seen(true, now);
        assertThat(fail()).isEmpty();
        desk.seen(true, now);
        now = now.plus(TERMS.calm());
        desk.seen(true, now);
        assertThat(started(fail()).action()).isEqualTo(REDEPLOY);
    }

    @Property
    void neverRestartsMoreOftenThanTheGuardAllowsAndEndsWhatItStarted(
        @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 5) Integer> happenings) {
        desk = new RecoveryDesk(TERMS);
        now = START;
        List<Instant> restarts = new ArrayList<>();
        int open = 0;
        for (int happening : happenings) {
            for (Step step : happen(happening)) {
                if (step instanceof Step.End) {
                    open--;
                } else if (((Step.Start) step).attempt().action() != PAGE) {
                    open++;
                    restarts.add(now);
                }
            }
            assertThat(open).isBetween(0, 1);
            assertThat(desk.isRecovering()).isEqualTo(open == 1);
        }
        for (Instant last : restarts) {
            assertThat(restarts.stream().filter(at -> at.isAfter(last.minus(TERMS.guardTime()))
                && !at.isAfter(last)).count()).isLessThanOrEqualTo(TERMS.maxRestarts());
        }
    }

    private List<Step> happen(int what) {
        return switch (what) {
            case 0 -> fail();
            case 1 -> {
                desk.acted(now);
                yield List.of();
            }
            case 2 -> desk.seen(true, now);
            case 3 -> desk.seen(false, now);
            case 4 -> {
                pass(40);
                yield desk.tick(ALL, now, CHANCE);
            }
            default -> {
                pass(130);
                yield desk.seen(true, now);
            }
        };
    }

    private List<Step> fail() {
        return desk.failed(new Failure(Fault.OWN, "it threw", ALL), now, CHANCE);
    }

    private void recoverAndStayCalm() {
        desk.acted(now);
        desk.seen(true, now);
        now = now.plus(TERMS.calm());
        desk.seen(true, now);
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private static Attempt started(List<Step> steps) {
        return steps.stream().filter(Step.Start.class::isInstance).map(Step.Start.class::cast).findFirst()
            .orElseThrow().attempt();
    }

    private static Step.End ended(List<Step> steps) {
        return steps.stream().filter(Step.End.class::isInstance).map(Step.End.class::cast).findFirst()
            .orElseThrow();
    }
}
