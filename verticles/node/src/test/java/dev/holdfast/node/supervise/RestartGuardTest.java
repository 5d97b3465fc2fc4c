package dev.holdfast.node.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.resilience.recovery.RecoveryTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartGuardTest {
    private static final RecoveryTerms TERMS = RecoveryTerms.STANDARD;
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private final RestartGuard guard = new RestartGuard(TERMS);
    private Instant now = START;

    @Test
    void restartsAtOnceThenLaterEachTimeAndGivesUpAtTheSixthEndWithinAQuarterOfAnHour() {
        assertThat(died(Duration.ofSeconds(10))).contains(Duration.ZERO);
        assertThat(died(Duration.ofSeconds(10))).contains(Duration.ofMillis(2_500));
        assertThat(died(Duration.ofSeconds(10))).contains(Duration.ofSeconds(5));
        assertThat(died(Duration.ofSeconds(10))).contains(Duration.ofSeconds(10));
        assertThat(died(Duration.ofSeconds(10))).contains(Duration.ofSeconds(20));
        assertThat(died(Duration.ofSeconds(10))).isEmpty();
    }

    @Test
    void countsAnewAfterALifeAsLongAsTheCalmAndNotAMillisecondShorter() {
        died(Duration.ofSeconds(1));
        assertThat(died(TERMS.calm().minusMillis(1))).contains(Duration.ofMillis(2_500));
        assertThat(died(TERMS.calm())).contains(Duration.ZERO);
    }

    @Test
    void givesUpOnOneThatAlwaysDiesRightAfterTheCalm() {
        for (int death = 1; death <= 5; death++) {
            assertThat(died(TERMS.calm())).as("death %d", death).contains(Duration.ZERO);
        }
        assertThat(died(TERMS.calm())).isEmpty();
    }

    @Test
    void forgetsDeathsAfterAQuarterOfAnHour() {
        for (int death = 1; death <= 20; death++) {
            assertThat(died(TERMS.guardTime())).as("death %d", death).contains(Duration.ZERO);
        }
    }

    @Test
    void waitsForWhatIsAbsentForEverAndAtMostFiveMinutesEachTime() {
        Duration longest = Duration.ZERO;
        for (int attempt = 1; attempt <= 50; attempt++) {
            longest = guard.ended(Fault.EXTERNAL, now, Duration.ZERO, 1).orElseThrow();
            now = now.plus(longest);
        }
        assertThat(longest).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void waitsForAQuarterOfTheAbsenceAndCountsThatAnewAfterAnotherEnd() {
        assertThat(absent()).isEqualTo(Duration.ofMillis(2_500));
        now = now.plusSeconds(60);
        assertThat(absent()).isEqualTo(Duration.ofMillis(7_500));
        died(Duration.ofSeconds(1));
        now = now.plusSeconds(60);
        assertThat(absent()).isEqualTo(Duration.ofMillis(2_500));
    }

    private Duration absent() {
        return guard.ended(Fault.EXTERNAL, now, Duration.ZERO, 0).orElseThrow();
    }

    private Optional<Duration> died(Duration lived) {
        now = now.plus(lived);
        return guard.ended(Fault.OWN, now, lived, 0);
    }
}
