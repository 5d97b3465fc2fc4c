package dev.holdfast.resilience.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeepScheduleTest {
    private static final Instant T0 = Instant.parse("2026-03-02T09:00:00Z");
    private static final ServiceKey RISK = new ServiceKey("risk", "node-1");
    private final DeepSchedule schedule = new DeepSchedule(Duration.ofSeconds(30));

    @Test
    void asksWhatItHasNotAskedYet() {
        assertThat(schedule.isDue(RISK, T0)).isTrue();
    }

    @Test
    void asksEverySoOftenWhatStandsAsItAnswers() {
        schedule.onAnswer(RISK, false, T0);
        assertThat(schedule.isDue(RISK, T0.plusSeconds(29))).isFalse();
        assertThat(schedule.isDue(RISK, T0.plusSeconds(30))).isTrue();
    }

    @Test
    void asksAgainAtOnceAfterAnAnswerThatDiffers() {
        schedule.onAnswer(RISK, true, T0);
        assertThat(schedule.isDue(RISK, T0.plusMillis(1))).isTrue();
    }

    @Test
    void asksAgainAtOnceWhatSaysThatItIsBetter() {
        schedule.onWord(RISK, HealthStatus.UNHEALTHY, T0);
        schedule.onAnswer(RISK, false, T0);
        schedule.onWord(RISK, HealthStatus.UNHEALTHY, T0.plusSeconds(1));
        assertThat(schedule.isDue(RISK, T0.plusSeconds(1))).isFalse();
        schedule.onWord(RISK, HealthStatus.DEGRADED, T0.plusSeconds(2));
        assertThat(schedule.isDue(RISK, T0.plusSeconds(2))).isTrue();
    }

    @Test
    void doesNotHurryForWhatSaysThatItIsWorse() {
        schedule.onAnswer(RISK, false, T0);
        schedule.onWord(RISK, HealthStatus.UNHEALTHY, T0.plusSeconds(1));
        assertThat(schedule.isDue(RISK, T0.plusSeconds(1))).isFalse();
    }

    @Test
    void asksAgainAtOnceIfItGotBetterBetweenQuestionAndAnswer() {
        schedule.onWord(RISK, HealthStatus.UNHEALTHY, T0);
        schedule.onWord(RISK, HealthStatus.HEALTHY, T0.plusSeconds(3));
        schedule.onAnswer(RISK, false, T0.plusSeconds(2));
        assertThat(schedule.isDue(RISK, T0.plusSeconds(4))).isTrue();
        schedule.onAnswer(RISK, false, T0.plusSeconds(4));
        assertThat(schedule.isDue(RISK, T0.plusSeconds(5))).isFalse();
    }

    @Test
    void asksAnewWhatItForgot() {
        schedule.onAnswer(RISK, false, T0);
        schedule.keepOnly(Set.of());
        assertThat(schedule.isDue(RISK, T0.plusSeconds(1))).isTrue();
    }
}
