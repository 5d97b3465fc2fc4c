package dev.holdfast.node.drill.failsafe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.node.drill.failsafe.FailsafeReport.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailsafeReportTest {
    private static final Totals CLEAN = new Totals(100, 1, 50, 0, 0, 0);

    @Test
    void passesThoughAGoalIsMissedAsLongAsAllRecoveredAndNoOrderWasHarmed() {
        FailsafeReport report = report(CLEAN, 40_000L, List.of());
        assertThat(report.goals()).anyMatch(goal -> Boolean.FALSE.equals(goal.met()));
        assertThat(report.passed()).isTrue();
        assertThat(report.lines()).anyMatch(line -> line.contains("MISSED"));
    }

    @Test
    void failsOverALostADuplicatedOrAnUnresolvedOrder() {
        assertThat(report(new Totals(100, 1, 50, 1, 0, 0), 900L, List.of()).passed()).isFalse();
        assertThat(report(new Totals(100, 1, 50, 0, 1, 0), 900L, List.of()).passed()).isFalse();
        assertThat(report(new Totals(100, 1, 50, 0, 0, 1), 900L, List.of()).passed()).isFalse();
    }

    @Test
    void failsOverAFaultThatStayed() {
        assertThat(report(CLEAN, null, List.of()).passed()).isFalse();
        assertThat(report(CLEAN, 900L, List.of("after kill of node-1: not whole")).passed()).isFalse();
    }

    private static FailsafeReport report(Totals proof, Long recovered, List<String> notRecovered) {
        List<Outcome> outcomes = List.of(OutcomeFixture.timed(FailsafeFault.KILL, 500L, recovered));
        return new FailsafeReport(7, proof, List.of(FailsafeRow.of(FailsafeFault.KILL, outcomes)),
            Goal.of(outcomes), List.of(), notRecovered, List.of(), List.of(), 12.5);
    }
}
