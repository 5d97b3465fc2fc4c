package dev.holdfast.resilience.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BurnRuleTest {
    private final BurnRule rule = new BurnRule(99);
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private long all;
    private long bad;

    /** One answer a second, so many percent of them bad. */
    private Severity run(Duration time, int badPercent) {
        Severity severity = null;
        for (long second = 0; second < time.toSeconds(); second++) {
            now = now.plusSeconds(1);
            all++;
            bad += all % 100 < badPercent ? 1 : 0;
            severity = rule.take(all, bad, now);
        }
        return severity;
    }

    @Test
    void saysNothingWhileTheObjectiveIsKept() {
        assertThat(run(Duration.ofHours(7), 1)).isNull();
    }

    @Test
    void pagesWhenTheBudgetBurnsFast() {
        assertThat(run(Duration.ofHours(1), 15)).isEqualTo(Severity.PAGE);
    }

    @Test
    void makesATicketWhenItBurnsSlowly() {
        run(Duration.ofHours(1), 0);
        assertThat(run(Duration.ofHours(6), 7)).isEqualTo(Severity.TICKET);
    }

    @Test
    void saysNothingJustBelowTheSlowFactor() {
        assertThat(run(Duration.ofHours(7), 5)).isNull();
    }

    @Test
    void keepsASpikeQuietThatTheHoursBeforeMakeUpFor() {
        run(Duration.ofMinutes(355), 0);
        assertThat(run(Duration.ofMinutes(5), 99)).isNull();
    }

    @Test
    void endsSoonAfterTheTroubleIsOver() {
        run(Duration.ofHours(1), 20);
        assertThat(run(Duration.ofMinutes(2), 0)).isNotNull();
        assertThat(run(Duration.ofMinutes(4), 0)).isNotEqualTo(Severity.PAGE);
        assertThat(run(Duration.ofMinutes(30), 0)).isNull();
    }

    @Test
    void judgesNothingByTooFewAnswers() {
        now = now.plusSeconds(1);
        rule.take(0, 0, now);
        assertThat(rule.take(BurnRule.LEAST - 1, BurnRule.LEAST - 1, now.plusSeconds(30))).isNull();
        assertThat(rule.take(BurnRule.LEAST, BurnRule.LEAST, now.plusSeconds(31))).isEqualTo(Severity.PAGE);
    }

    @Test
    void goesOnWhenTheCounterBeginsAnew() {
        run(Duration.ofMinutes(30), 20);
        all = 0;
        bad = 0;
        assertThat(run(Duration.ofMinutes(1), 20)).isEqualTo(Severity.PAGE);
    }
}
