package dev.holdfast.resilience.health;

import static dev.holdfast.resilience.health.HealthStatus.DEGRADED;
import static dev.holdfast.resilience.health.HealthStatus.HEALTHY;
import static dev.holdfast.resilience.health.HealthStatus.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HealthRuleTest {
    private static final HealthRule RULE = new HealthRule(3, 2, Duration.ofMillis(500));

    @Test
    void staysHealthyAfterTwoOfThreeFailures() {
        assertThat(RULE.next(HEALTHY, List.of(UNHEALTHY, UNHEALTHY))).isEqualTo(HEALTHY);
    }

    @Test
    void becomesUnhealthyWithTheThirdFailureInARow() {
        assertThat(RULE.next(HEALTHY, List.of(UNHEALTHY, UNHEALTHY, UNHEALTHY))).isEqualTo(UNHEALTHY);
    }

    @Test
    void staysHealthyWhenASuccessInterruptsTheRow() {
        assertThat(RULE.next(HEALTHY, List.of(UNHEALTHY, HEALTHY, UNHEALTHY))).isEqualTo(HEALTHY);
    }

    @Test
    void becomesOnlyAsBadAsTheBestOfTheRow() {
        assertThat(RULE.next(HEALTHY, List.of(UNHEALTHY, DEGRADED, UNHEALTHY))).isEqualTo(DEGRADED);
    }

    @Test
    void staysUnhealthyAfterOneOfTwoSuccesses() {
        assertThat(RULE.next(UNHEALTHY, List.of(UNHEALTHY, UNHEALTHY, HEALTHY))).isEqualTo(UNHEALTHY);
    }

    @Test
    void becomesHealthyWithTheSecondSuccessInARow() {
        assertThat(RULE.next(UNHEALTHY, List.of(UNHEALTHY, HEALTHY, HEALTHY))).isEqualTo(HEALTHY);
    }

    @Test
    void becomesOnlyAsGoodAsTheWorstOfTheRow() {
        assertThat(RULE.next(UNHEALTHY, List.of(DEGRADED, HEALTHY))).isEqualTo(DEGRADED);
        assertThat(RULE.next(DEGRADED, List.of(DEGRADED, HEALTHY))).isEqualTo(DEGRADED);
    }

    @Test
    void countsOnlyTheNewestResults() {
        assertThat(RULE.next(HEALTHY, List.of(UNHEALTHY, UNHEALTHY, UNHEALTHY, HEALTHY))).isEqualTo(HEALTHY);
    }

    @Test
    void gradesALateSuccessAsDegraded() {
        assertThat(RULE.grade(took(500, HEALTHY))).isEqualTo(HEALTHY);
        assertThat(RULE.grade(took(501, HEALTHY))).isEqualTo(DEGRADED);
        assertThat(RULE.grade(took(501, UNHEALTHY))).isEqualTo(UNHEALTHY);
    }

    @Test
    void saysOfALateSuccessOnlyThatItWasLate() {
        assertThat(RULE.words(took(501, HEALTHY, "disk 30 % free")))
            .isEqualTo("passed after 501 ms, limit 500 ms");
        assertThat(RULE.words(took(500, HEALTHY, "disk 30 % free"))).isEqualTo("disk 30 % free");
        assertThat(RULE.words(took(501, DEGRADED, "disk at 4 %"))).isEqualTo("disk at 4 %");
    }

    @Test
    void refusesNumbersThatMeanNothing() {
        assertThatThrownBy(() -> new HealthRule(0, 1, Duration.ofMillis(1)))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HealthRule(1, 0, Duration.ofMillis(1)))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HealthRule(1, 1, Duration.ZERO))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void neverGetsWorseThanTheBestNorBetterThanTheWorstOfTheNewest(
        @ForAll HealthStatus now, @ForAll List<HealthStatus> grades,
        @ForAll @IntRange(min = 1, max = 5) int worseAfter,
        @ForAll @IntRange(min = 1, max = 5) int betterAfter) {
        HealthRule rule = new HealthRule(worseAfter, betterAfter, Duration.ofMillis(1));

        HealthStatus next = rule.next(now, grades);

        if (next.compareTo(now) > 0) {
            assertThat(newest(grades, worseAfter)).hasSize(worseAfter)
                .allSatisfy(grade -> assertThat(grade).isGreaterThanOrEqualTo(next));
        }
        if (next.compareTo(now) < 0) {
            assertThat(newest(grades, betterAfter)).hasSize(betterAfter)
                .allSatisfy(grade -> assertThat(grade).isLessThanOrEqualTo(next));
        }
    }

    @Property
    void followsAnyStatusThatLastsLongEnough(@ForAll HealthStatus now, @ForAll HealthStatus lasting,
                                             @ForAll @IntRange(min = 1, max = 5) int worseAfter,
                                             @ForAll @IntRange(min = 1, max = 5) int betterAfter) {
        HealthRule rule = new HealthRule(worseAfter, betterAfter, Duration.ofMillis(1));
        List<HealthStatus> grades = new ArrayList<>();
        HealthStatus status = now;
        for (int i = 0; i < rule.depth(); i++) {
            grades.add(lasting);
            status = rule.next(status, grades);
        }

        assertThat(status).isEqualTo(lasting);
    }

    private static List<HealthStatus> newest(List<HealthStatus> grades, int count) {
        return grades.subList(Math.max(0, grades.size() - count), grades.size());
    }

    private static CheckResult took(int millis, HealthStatus outcome) {
        return took(millis, outcome, "");
    }

    private static CheckResult took(int millis, HealthStatus outcome, String detail) {
        return new CheckResult(outcome, Duration.ofMillis(millis), detail, Instant.EPOCH);
    }
}
