package dev.holdfast.node.drill.failsafe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTest {
    private static final int RECOVERED = 0;
    private static final int DEAD = 1;
    private static final int HUNG = 2;
    private static final int QUICK = 3;
    private static final int TOLD = 4;
    private static final int QUIET = 5;

    @Test
    void isNeitherMetNorMissedWhereNothingWasTried() {
        assertThat(Goal.of(List.of())).allMatch(goal -> goal.met() == null);
        assertThat(met(HUNG, OutcomeFixture.timed(FailsafeFault.KILL, 400L, 900L))).isNull();
    }

    @Test
    void missesEveryRecoveryIfOneFaultStayed() {
        Outcome back = OutcomeFixture.timed(FailsafeFault.DISK, 5_000L, 9_000L);
        assertThat(met(RECOVERED, back, back)).isTrue();
        assertThat(met(RECOVERED, back, OutcomeFixture.timed(FailsafeFault.DISK, 5_000L, null))).isFalse();
    }

    @Test
    void allowsADeadProcessOneSecondEachTime() {
        Outcome intime = OutcomeFixture.timed(FailsafeFault.KILL, 1_000L, 900L);
        assertThat(met(DEAD, intime)).isTrue();
        assertThat(met(DEAD, intime, OutcomeFixture.timed(FailsafeFault.LEADER, 1_001L, 900L))).isFalse();
    }

    @Test
    void allowsAHungOneSixSecondsAndNeverForgivesSilence() {
        assertThat(met(HUNG, OutcomeFixture.timed(FailsafeFault.BLOCK, 6_000L, 900L))).isTrue();
        assertThat(met(HUNG, OutcomeFixture.timed(FailsafeFault.MUTE, 6_001L, 900L))).isFalse();
        assertThat(met(HUNG, OutcomeFixture.timed(FailsafeFault.FREEZE, null, 900L))).isFalse();
    }

    @Test
    void looksAtTheMedianRecoveryOfEachKindOfServiceAndNodeFault() {
        Outcome quick = OutcomeFixture.timed(FailsafeFault.THROW, 10L, 2_000L);
        Outcome slow = OutcomeFixture.timed(FailsafeFault.THROW, 10L, 2_001L);
        assertThat(met(QUICK, quick, quick, slow)).isTrue();
        assertThat(met(QUICK, quick, slow, slow)).isFalse();
        assertThat(met(QUICK, quick, quick, OutcomeFixture.timed(FailsafeFault.KILL, 10L, null))).isFalse();
        assertThat(met(QUICK, quick, OutcomeFixture.timed(FailsafeFault.BROKER, 10L, 9_000L))).isTrue();
    }

    @Test
    void wantsOnePageOrARecordForEachFault() {
        assertThat(met(TOLD, OutcomeFixture.told(1, 2, 0, 40), OutcomeFixture.told(0, 0, 1, 40))).isTrue();
        assertThat(met(TOLD, OutcomeFixture.told(2, 2, 0, 40))).isFalse();
        assertThat(met(TOLD, OutcomeFixture.told(0, 0, 0, 40))).isFalse();
    }

    @Test
    void allowsOneNoticeForTwentySymptoms() {
        assertThat(met(QUIET, OutcomeFixture.told(1, 2, 0, 40))).isTrue();
        assertThat(met(QUIET, OutcomeFixture.told(1, 2, 0, 39))).isFalse();
    }

    private static Boolean met(int goal, Outcome... outcomes) {
        return Goal.of(List.of(outcomes)).get(goal).met();
    }
}
