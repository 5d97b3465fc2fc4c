package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestClockTest {
    @Test
    void movesOnlyWhenTold() {
        TestClock clock = TestClock.at("2024-08-08T00:00:00Z");
        assertThat(clock.instant()).isEqualTo(clock.instant());
        assertThat(clock.advance(Duration.ofMillis(1_500))).isEqualTo("2024-08-08T00:00:01.500Z");
        clock.set(Instant.EPOCH);
        assertThat(clock.millis()).isZero();
    }
}
