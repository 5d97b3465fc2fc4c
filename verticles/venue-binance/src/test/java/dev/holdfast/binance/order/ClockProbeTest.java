package dev.holdfast.binance.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockProbeTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private final ClockProbe probe = new ClockProbe();

    private void add(long sentMillis, long receivedMillis, long venueMillis) {
        probe.add(T.plusMillis(sentMillis), T.plusMillis(receivedMillis), T.plusMillis(venueMillis));
    }

    @Test
    void takesTheMiddleOfTheShortestWay() {
        probe.begin();
        add(0, 100, 1_090);
        assertThat(probe.offset()).isEqualTo(Duration.ofMillis(1_040));
        add(200, 210, 1_205);
        add(300, 340, 1_390);
        assertThat(probe.offset()).isEqualTo(Duration.ofMillis(1_000));
    }

    @Test
    void followsAStepOfTheClockInTheNextRound() {
        probe.begin();
        add(0, 2, 1);
        probe.begin();
        assertThat(probe.isMeasured()).isFalse();
        add(1_000, 1_100, 6_050);
        assertThat(probe.offset()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void passesOverAQuestionDuringWhichOurClockWentBack() {
        probe.begin();
        add(100, 50, 9_000);
        assertThat(probe.isMeasured()).isFalse();
        assertThat(probe.offset()).isZero();
    }
}
