package dev.holdfast.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.signal.Intent;
import dev.holdfast.signal.SampleBars;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RangeBreakoutTest {
    private final RangeBreakout strategy = new RangeBreakout(
        Map.of("length", "4", "maxHeightPercent", "2", "volumeFactor", "1.5"));

    @Test
    void entersOnACloseAboveANarrowRangeWithVolume() {
        assertThat(decide(2, 101, 100, 102, 101, 100, 102.5)).isEqualTo(new Intent.EnterLong(
            "close 102.5000 is above the range 100.0000 to 102.0000 of 4 bars"));
    }

    @Test
    void wantsMoreThanTheHighOfTheRange() {
        assertThat(decide(2, 101, 100, 102, 101, 100, 102)).isEqualTo(Intent.NOTHING);
    }

    @Test
    void wantsARangeThatIsNarrow() {
        assertThat(decide(2, 101, 100, 102.01, 101, 100, 105)).isEqualTo(Intent.NOTHING);
    }

    @Test
    void wantsTheVolumeOfABreakout() {
        assertThat(decide(1.49, 101, 100, 102, 101, 100, 102.5)).isEqualTo(Intent.NOTHING);
        assertThat(decide(1.5, 101, 100, 102, 101, 100, 102.5)).isInstanceOf(Intent.EnterLong.class);
    }

    @Test
    void speaksOnlyOnTheFirstBarOutside() {
        assertThat(decide(9, 100, 101, 100, 101, 101.5, 101.6)).isEqualTo(Intent.NOTHING);
    }

    @Test
    void exitsOnACloseBelowTheRangeHoweverWideAndWhateverTheVolume() {
        assertThat(decide(0.1, 101, 100, 150, 101, 100, 99.99)).isInstanceOf(Intent.Exit.class);
    }

    @Test
    void saysNothingInside() {
        assertThat(decide(9, 101, 100, 102, 101, 100, 100)).isEqualTo(Intent.NOTHING);
    }

    private Intent decide(double lastVolume, double... closes) {
        return strategy.decide(SampleBars.series(SampleBars.lastVolume(lastVolume, closes),
            strategy.warmUpBars()));
    }
}
