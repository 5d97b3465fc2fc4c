package dev.holdfast.resilience.recovery;

import static dev.holdfast.resilience.recovery.RecoveryAction.MOVE_DUTY;
import static dev.holdfast.resilience.recovery.RecoveryAction.PAGE;
import static dev.holdfast.resilience.recovery.RecoveryAction.QUARANTINE_STATE;
import static dev.holdfast.resilience.recovery.RecoveryAction.REDEPLOY;
import static dev.holdfast.resilience.recovery.RecoveryAction.RESTART_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RecoveryRuleTest {
    private static final Set<RecoveryAction> ALL = EnumSet.allOf(RecoveryAction.class);
    private static final Backoff BACKOFF = RecoveryTerms.STANDARD.backoff();
    private static final double MOST = Math.nextDown(1.0);

    @Test
    void climbsFromRedeploymentToAPerson() {
        assertThat(climb(5, ALL)).containsExactly(REDEPLOY, REDEPLOY, MOVE_DUTY, RESTART_PROCESS,
            QUARANTINE_STATE, PAGE, PAGE);
    }

    @Test
    void leavesOutLevelsThatAreNotPossible() {
        assertThat(climb(5, Set.of(MOVE_DUTY, RESTART_PROCESS))).containsExactly(REDEPLOY, REDEPLOY, REDEPLOY,
            MOVE_DUTY, RESTART_PROCESS, PAGE, PAGE);
        assertThat(climb(5, Set.of())).containsExactly(REDEPLOY, REDEPLOY, REDEPLOY, REDEPLOY, REDEPLOY, PAGE,
            PAGE);
    }

    @Test
    void alwaysBeginsWithARedeploymentHoweverFewRestartsAreAllowed() {
        assertThat(climb(1, ALL)).startsWith(REDEPLOY, PAGE);
        assertThat(climb(2, ALL)).startsWith(REDEPLOY, MOVE_DUTY, PAGE);
    }

    @Test
    void onlyTriesAgainWhatLacksSomethingOutside() {
        for (int attempt = 1; attempt < 100; attempt++) {
            assertThat(RecoveryRule.action(Fault.EXTERNAL, attempt, 5, ALL)).isEqualTo(REDEPLOY);
        }
    }

    @Test
    void movesCorruptStateAsideFirstAndClimbsOnIfThatDidNotHelp() {
        assertThat(RecoveryRule.action(Fault.CORRUPT_STATE, 1, 5, ALL)).isEqualTo(QUARANTINE_STATE);
        assertThat(RecoveryRule.action(Fault.CORRUPT_STATE, 2, 5, ALL)).isEqualTo(REDEPLOY);
        assertThat(RecoveryRule.action(Fault.CORRUPT_STATE, 6, 5, ALL)).isEqualTo(PAGE);
    }

    @Test
    void callsAPersonWhenCorruptStateCannotBeMovedAside() {
        assertThat(RecoveryRule.action(Fault.CORRUPT_STATE, 1, 5, Set.of())).isEqualTo(PAGE);
    }

    @Test
    void classifiesByWhereItLiesAndWhetherItCameBack() {
        assertThat(RecoveryRule.classify(Fault.OWN, 1)).isEqualTo(FailureClass.TRANSIENT);
        assertThat(RecoveryRule.classify(Fault.OWN, 2)).isEqualTo(FailureClass.REPEATING);
        assertThat(RecoveryRule.classify(Fault.CORRUPT_STATE, 1)).isEqualTo(FailureClass.TRANSIENT);
        assertThat(RecoveryRule.classify(Fault.EXTERNAL, 1)).isEqualTo(FailureClass.NEEDS_EXTERNAL);
        assertThat(RecoveryRule.classify(Fault.EXTERNAL, 9)).isEqualTo(FailureClass.NEEDS_EXTERNAL);
    }

    @Test
    void restartsATransientFailureAtOnceAndARepeatingOneLaterEachTime() {
        assertThat(delay(FailureClass.TRANSIENT, 1, MOST)).isZero();
        assertThat(delay(FailureClass.REPEATING, 2, 0)).isEqualTo(Duration.ofMillis(2_500));
        assertThat(delay(FailureClass.REPEATING, 2, MOST)).isBetween(Duration.ofMillis(4_999),
            Duration.ofSeconds(5));
        assertThat(delay(FailureClass.REPEATING, 3, 0)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void waitsAtMostAQuarterOfTheTimeThatSomethingOutsideHasBeenAway() {
        assertThat(external(Duration.ZERO, 0)).isEqualTo(Duration.ofMillis(2_500));
        assertThat(external(Duration.ofSeconds(20), 0)).isEqualTo(Duration.ofMillis(2_500));
        assertThat(external(Duration.ofSeconds(60), 0)).isEqualTo(Duration.ofMillis(7_500));
        assertThat(external(Duration.ofSeconds(60), MOST)).isBetween(Duration.ofMillis(14_999),
            Duration.ofSeconds(15));
        assertThat(external(Duration.ofMinutes(20), 0)).isEqualTo(Duration.ofSeconds(150));
        assertThat(external(Duration.ofDays(1), 0)).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void waitsAtMostThreeHundredSeconds() {
        // 5 s doubled six times is 320 s.
        assertThat(delay(FailureClass.REPEATING, 7, 0)).isEqualTo(Duration.ofSeconds(80));
        assertThat(delay(FailureClass.REPEATING, 8, 0)).isEqualTo(Duration.ofSeconds(150));
        assertThat(delay(FailureClass.REPEATING, 8, MOST)).isBetween(Duration.ofMillis(299_999),
            Duration.ofSeconds(300));
        assertThat(delay(FailureClass.REPEATING, 1_000, 0)).isEqualTo(Duration.ofSeconds(150));
    }

    @Property
    void neverWaitsLongerThanTheCapNorShorterThanHalfTheBase(
        @ForAll @IntRange(min = 2, max = 1_000_000) int number,
        @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance) {
        for (Duration later : List.of(delay(FailureClass.REPEATING, number, chance),
            external(Duration.ofSeconds(number), chance))) {
            assertThat(later).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(300));
        }
    }

    @Property
    void neverStepsDownAndAlwaysEndsWithAPerson(@ForAll Set<RecoveryAction> possible,
        @ForAll @IntRange(min = 1, max = 12) int maxRestarts) {
        List<RecoveryAction> climbed = climb(maxRestarts, possible);

        assertThat(climbed).isSorted();
        assertThat(climbed).allMatch(level -> level == REDEPLOY || level == PAGE || possible.contains(level));
        assertThat(climbed.getLast()).isEqualTo(PAGE);
    }

    private static List<RecoveryAction> climb(int maxRestarts, Set<RecoveryAction> possible) {
        return IntStream.rangeClosed(1, maxRestarts + 2)
            .mapToObj(attempt -> RecoveryRule.action(Fault.OWN, attempt, maxRestarts, possible)).toList();
    }

    private static Duration delay(FailureClass failure, int attempt, double chance) {
        return RecoveryRule.delay(failure, attempt, Duration.ZERO, BACKOFF, chance);
    }

    private static Duration external(Duration failing, double chance) {
        return RecoveryRule.delay(FailureClass.NEEDS_EXTERNAL, 1, failing, BACKOFF, chance);
    }
}
