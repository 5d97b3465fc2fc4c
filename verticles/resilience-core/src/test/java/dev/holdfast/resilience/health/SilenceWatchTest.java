package dev.holdfast.resilience.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private final SilenceWatch watch = new SilenceWatch(Duration.ofSeconds(5), NOW);

    @Test
    void isNotSilentAtExactlyItsLimit() {
        assertThat(watch.isSilent(NOW.plusSeconds(5))).isFalse();
    }

    @Test
    void isSilentJustBeyondIt() {
        assertThat(watch.isSilent(NOW.plusSeconds(5).plusNanos(1))).isTrue();
    }

    @Test
    void startsOverWhenHeard() {
        watch.heard(NOW.plusSeconds(4));
        assertThat(watch.isSilent(NOW.plusSeconds(9))).isFalse();
    }
}
