package dev.holdfast.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.signal.Intent;
import dev.holdfast.signal.SampleBars;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BollingerReversionTest {
    private final BollingerReversion strategy = new BollingerReversion(Map.of("length", "5", "width", "1.5"));

    @Test
    void entersWhenTheCloseFallsBelowTheLowerBand() {
        assertThat(decide(100, 100, 101, 100, 101, 90)).isInstanceOf(Intent.EnterLong.class);
    }

    @Test
    void entersOnlyOnceBelowTheBand() {
        assertThat(decide(100, 101, 100, 101, 90, 80)).isEqualTo(Intent.NOTHING);
    }

    @Test
    void doesNotEnterOnAnOrdinaryStepDown() {
        assertThat(decide(100, 101, 99, 101, 99, 99)).isEqualTo(Intent.NOTHING);
    }

    @Test
    void exitsWhenTheCloseCrossesAboveTheAverage() {
        assertThat(decide(100, 100, 99, 99, 98.5, 100)).isInstanceOf(Intent.Exit.class);
    }

    @Test
    void exitsOnlyOnceAboveTheAverage() {
        assertThat(decide(100, 99, 99, 98, 100, 101)).isEqualTo(Intent.NOTHING);
    }

    @Test
    void saysNothingInAMarketThatStandsStill() {
        assertThat(decide(100, 100, 100, 100, 100, 100)).isEqualTo(Intent.NOTHING);
    }

    private Intent decide(double... closes) {
        return strategy.decide(SampleBars.series(SampleBars.lastVolume(1, closes), strategy.warmUpBars()));
    }
}
