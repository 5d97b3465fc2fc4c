package dev.holdfast.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.signal.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

class PulseTest {
    private final Pulse pulse = new Pulse(Map.of("everySeconds", "30"));

    @Test
    void entersAndExitsInTurnByTheClockOfTheBars() {
        assertThat(at(0)).isInstanceOf(Intent.EnterLong.class);
        assertThat(at(30)).isInstanceOf(Intent.Exit.class);
        assertThat(at(60)).isInstanceOf(Intent.EnterLong.class);
    }

    @Test
    void saysNothingBetweenItsTurns() {
        assertThat(at(1)).isEqualTo(Intent.NOTHING);
        assertThat(at(29)).isEqualTo(Intent.NOTHING);
        assertThat(at(31)).isEqualTo(Intent.NOTHING);
    }

    @Test
    void refusesATurnTooShortToGoThroughAndParametersItDoesNotKnow() {
        assertThatThrownBy(() -> new Pulse(Map.of("everySeconds", "1"))).hasMessageContaining("2 to 3600");
        assertThatThrownBy(() -> new Pulse(Map.of("every", "60"))).hasMessageContaining("unknown parameter");
    }

    /** A bar that closes so many seconds after a full hour. */
    private Intent at(long second) {
        Instant close = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);
        Num price = DoubleNumFactory.getInstance().numOf(10);
        Duration length = Duration.ofSeconds(1);
        return pulse.decide(new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance())
            .withBars(new ArrayList<>(List.of(new BaseBar(length, close.minus(length), close, price, price,
                price, price, price, price, 1)))).build());
    }
}
