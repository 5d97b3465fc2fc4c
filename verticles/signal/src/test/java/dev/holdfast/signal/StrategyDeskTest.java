package dev.holdfast.signal;

import static dev.holdfast.signal.SampleBars.BTC;
import static dev.holdfast.signal.SampleBars.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;

class StrategyDeskTest {
    private final List<Signal> signals = new ArrayList<>();

    /** Wants out at each bar. */
    private static final class Timid implements Strategy {
        @Override
        public int warmUpBars() {
            return 3;
        }

        @Override
        public Intent decide(BarSeries series) {
            return new Intent.Exit("always");
        }
    }

    private static final class Broken implements Strategy {
        @Override
        public int warmUpBars() {
            return 3;
        }

        @Override
        public Intent decide(BarSeries series) {
            throw new IllegalStateException("broken");
        }
    }

    private final StrategyDesk desk = new StrategyDesk(List.of(
        new ConfiguredStrategy("broken", List.of(BTC), BarInterval.SECOND, 2, Broken::new),
        new ConfiguredStrategy("timid", List.of(BTC), BarInterval.SECOND, 2, Timid::new)), signals::add);

    @Test
    void letsLiveBarsWaitForThePast() {
        desk.onBar(bar(3, 100));
        desk.recall(bar(0, 100));
        desk.recall(bar(1, 100));
        desk.recall(bar(2, 100));
        assertThat(signals).isEmpty();

        desk.goLive();

        assertThat(signals).extracting(Signal::barCloseTime).containsExactly(bar(3, 100).closeTime());
    }

    @Test
    void takesABarThatWasRecalledAndHeardOnlyOnce() {
        desk.onBar(bar(2, 100));
        desk.onBar(bar(3, 100));
        for (int second = 0; second <= 2; second++) {
            desk.recall(bar(second, 100));
        }

        desk.goLive();

        assertThat(signals).extracting(Signal::barCloseTime)
            .containsExactly(bar(2, 100).closeTime(), bar(3, 100).closeTime());
    }

    @Test
    void warmsUpOnLiveBarsWhenThePastDoesNotReachThem() {
        for (int second = 0; second <= 5; second++) {
            desk.recall(bar(second, 100));
        }
        desk.goLive();

        desk.onBar(bar(7, 100));
        desk.onBar(bar(8, 100));
        assertThat(signals).isEmpty();
        desk.onBar(bar(9, 100));
        assertThat(signals).hasSize(1);
    }

    @Test
    void keepsTheOthersRunningWhenOneBreaks() {
        desk.goLive();

        for (int second = 0; second < 10; second++) {
            desk.onBar(bar(second, 100));
        }

        assertThat(signals).hasSize(8).allMatch(signal -> signal.strategy().equals("timid"));
        assertThat(desk.runs()).filteredOn(run -> run.failure() != null).hasSize(1);
    }

    @Test
    void keepsABoundedNumberOfBarsWaiting() {
        for (int second = 0; second < StrategyDesk.MAX_WAITING + 3; second++) {
            desk.onBar(bar(second, 100));
        }

        desk.goLive();

        assertThat(signals).hasSize(StrategyDesk.MAX_WAITING - 2);
    }
}
