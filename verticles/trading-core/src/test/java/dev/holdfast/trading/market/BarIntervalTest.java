package dev.holdfast.trading.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BarIntervalTest {
    @Test
    void startsBarsOnWholeMultiples() {
        Instant instant = Instant.parse("2026-03-02T10:00:59.999Z");

        assertThat(BarInterval.SECOND.openTimeOf(instant)).isEqualTo("2026-03-02T10:00:59Z");
        assertThat(BarInterval.MINUTE.openTimeOf(instant)).isEqualTo("2026-03-02T10:00:00Z");
    }

    @Test
    void givesTheFirstInstantOfABarToThatBar() {
        Instant instant = Instant.parse("2026-03-02T10:01:00Z");

        assertThat(BarInterval.MINUTE.openTimeOf(instant)).isEqualTo(instant);
    }

    @Test
    void roundsDownBeforeTheEpochToo() {
        assertThat(BarInterval.SECOND.openTimeOf(Instant.ofEpochMilli(-1)))
            .isEqualTo(Instant.ofEpochMilli(-1_000));
    }
}
