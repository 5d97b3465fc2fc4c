package dev.holdfast.resilience.health;

import static dev.holdfast.resilience.health.HealthStatus.DEGRADED;
import static dev.holdfast.resilience.health.HealthStatus.HEALTHY;
import static dev.holdfast.resilience.health.HealthStatus.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A status is told in the words of a result that is as bad, or people look for the fault elsewhere. */
class TrackTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private final Track track = new Track(new HealthRule(2, 2, Duration.ofMillis(500)), NOW);

    @Test
    void tellsOfTheLesserFaultWhenTheNewestIsWorseThanTheStatus() {
        add(HEALTHY, 1, "all is well");
        add(DEGRADED, 1, "the disk is slow");
        add(UNHEALTHY, 1, "the disk is gone");

        assertThat(track.status()).isEqualTo(DEGRADED);
        assertThat(track.detail()).isEqualTo("the disk is slow");
    }

    @Test
    void keepsTheWordsOfTheFaultWhileOneGoodResultProvesNothing() {
        add(DEGRADED, 1, "the disk is slow");
        add(DEGRADED, 1, "the disk is slow");
        add(HEALTHY, 1, "all is well");

        assertThat(track.status()).isEqualTo(DEGRADED);
        assertThat(track.detail()).isEqualTo("the disk is slow");
    }

    @Test
    void saysThatItIsSlowRatherThanThatAllIsWell() {
        add(HEALTHY, 501, "all is well");
        add(HEALTHY, 900, "all is well");

        assertThat(track.status()).isEqualTo(DEGRADED);
        assertThat(track.detail()).isEqualTo("passed after 900 ms, limit 500 ms");
        assertThat(track.history().newest().detail()).isEqualTo("all is well");
    }

    private void add(HealthStatus outcome, int millis, String detail) {
        track.add(new CheckResult(outcome, Duration.ofMillis(millis), detail, NOW), NOW);
    }
}
