package dev.holdfast.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.signal.Intent;
import dev.holdfast.signal.SampleBars;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmaCrossTest {
    /** Averages of 2 and 4 bars, over 9 bars; it looks at 10. */
    private final EmaCross strategy = new EmaCross(Map.of("fast", "2", "slow", "4"));

    @Test
    void entersOnTheBarThatTurnsAFallIntoARise() {
        assertThat(decide(20, 19, 18, 17, 16, 15, 14, 13, 12, 16)).isInstanceOf(Intent.EnterLong.class);
    }

    @Test
    void exitsOnTheBarThatTurnsARiseIntoAFall() {
        assertThat(decide(10, 11, 12, 13, 14, 15, 16, 17, 18, 14)).isInstanceOf(Intent.Exit.class);
    }

    @Test
    void saysNothingWhileTheTrendGoesOn() {
        assertThat(decide(10, 11, 12, 13, 14, 15, 16, 17, 18, 19)).isEqualTo(Intent.NOTHING);
        assertThat(decide(19, 18, 17, 16, 15, 14, 13, 12, 16, 18)).isEqualTo(Intent.NOTHING);
    }

    @Test
    void saysNothingInAMarketThatStandsStill() {
        assertThat(decide(10, 10, 10, 10, 10, 10, 10, 10, 10, 10)).isEqualTo(Intent.NOTHING);
    }

    @Test
    void namesTheLinesThatCrossed() {
        Intent.EnterLong enter = (Intent.EnterLong) decide(20, 20, 20, 20, 20, 20, 20, 20, 20, 23);

        // One close 3 above a flat line: 2/3 of it in EMA(2), 2/5 in EMA(4).
        assertThat(enter.reason()).isEqualTo("EMA(2) 22.0000 crossed above EMA(4) 21.2000");
    }

    @Test
    void needsAFastAverageThatIsFaster() {
        assertThatThrownBy(() -> new EmaCross(Map.of("fast", "8")))
            .hasMessage("parameter 'fast' must be below 'slow', was 8 and 8");
    }

    private Intent decide(double... closes) {
        return strategy.decide(SampleBars.series(SampleBars.lastVolume(1, closes), strategy.warmUpBars()));
    }
}
