package dev.holdfast.signal;

import static dev.holdfast.signal.SampleBars.BTC;
import static dev.holdfast.signal.SampleBars.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.trading.signal.SignalAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ta4j.core.BarSeries;

class StrategyRunTest {
    /** Volatility over 3 returns needs 4 bars: more than the strategy's own 2. */
    private static final int WARM_UP = 4;

    private final List<BarSeries> seen = new ArrayList<>();
    private final StrategyRun run = run(Eager::new);

    /** Always wants in, and keeps what it was shown. */
    private final class Eager implements Strategy {
        @Override
        public int warmUpBars() {
            return 2;
        }

        @Override
        public Intent decide(BarSeries series) {
            seen.add(series);
            return new Intent.EnterLong("always");
        }
    }

    @Test
    void isSilentUntilStrategyAndVolatilityAreWarm() {
        assertThat(live(0, WARM_UP - 1)).isEmpty();
        assertThat(run.isWarm()).isFalse();
        assertThat(live(WARM_UP - 1, WARM_UP)).hasSize(1);
        assertThat(run.isWarm()).isTrue();
    }

    @Test
    void makesASignalOfAnIntent() {
        Signal signal = live(0, WARM_UP).getFirst();

        Bar last = bar(WARM_UP - 1, 100 + WARM_UP - 1);
        assertThat(signal.signalId()).isEqualTo("eager|BTCUSDT|" + last.closeTime().toEpochMilli()
            + "|ENTER_LONG");
        assertThat(signal.action()).isEqualTo(SignalAction.ENTER_LONG);
        assertThat(signal.referencePrice()).isEqualTo(last.close());
        assertThat(signal.barCloseTime()).isEqualTo(last.closeTime());
        assertThat(signal.expiresAt()).isEqualTo(last.closeTime().plusSeconds(5));
        assertThat(signal.reason()).isEqualTo("always");
    }

    @Test
    void showsTheStrategyItsOwnNumberOfBars() {
        live(0, WARM_UP + 2);

        assertThat(seen).hasSize(3).allMatch(series -> series.getBarCount() == 2);
    }

    @ParameterizedTest
    @EnumSource(value = MarketCondition.class, names = "LIVE", mode = EnumSource.Mode.EXCLUDE)
    void warmsUpAgainAfterABarThatIsNotLive(MarketCondition condition) {
        live(0, WARM_UP);

        assertThat(run.onBar(bar(WARM_UP, 100, 1, condition))).isEmpty();
        assertThat(live(WARM_UP + 1, 2 * WARM_UP)).isEmpty();
        assertThat(live(2 * WARM_UP, 2 * WARM_UP + 1)).hasSize(1);
    }

    @Test
    void mixesNothingFromBeforeAHoleIntoTheNewRow() {
        live(0, WARM_UP);
        seen.clear();

        assertThat(live(100, 100 + WARM_UP - 1)).isEmpty();
        assertThat(live(100 + WARM_UP - 1, 100 + WARM_UP)).hasSize(1);
        assertThat(seen.getFirst().getFirstBar().getBeginTime())
            .isEqualTo(SampleBars.START.plusSeconds(100 + WARM_UP - 2));
    }

    @Test
    void ignoresABarHeardTwiceAndOlderOnes() {
        live(0, WARM_UP);

        assertThat(run.onBar(bar(WARM_UP - 1, 100))).isEmpty();
        assertThat(run.onBar(bar(0, 100, 1, MarketCondition.STALE))).isEmpty();
        assertThat(live(WARM_UP, WARM_UP + 1)).hasSize(1);
    }

    @Test
    void ignoresBarsOfAnotherInterval() {
        Bar minute = bar(0, 100);
        live(0, WARM_UP);

        assertThat(run.onBar(new Bar(BTC, BarInterval.MINUTE, SampleBars.START.plusSeconds(WARM_UP),
            minute.open(), minute.high(), minute.low(), minute.close(), minute.volume(), 1,
            MarketCondition.LIVE))).isEmpty();
        assertThat(live(WARM_UP, WARM_UP + 1)).hasSize(1);
    }

    @Test
    void isWarmedByBarsOfThePastButSaysNothingOfThem() {
        IntStream.range(0, WARM_UP).forEach(second -> run.recall(bar(second, 100)));

        assertThat(seen).isEmpty();
        assertThat(live(WARM_UP, WARM_UP + 1)).hasSize(1);
    }

    @Test
    void makesTheSameSignalsWheneverItBeganToListen() {
        List<Signal> early = live(0, 50);
        StrategyRun lateRun = run(Eager::new);

        List<Signal> late = signals(lateRun, 30, 50);

        assertThat(late).hasSize(20 - WARM_UP + 1)
            .isEqualTo(early.subList(early.size() - late.size(), early.size()));
    }

    @Test
    void isStoppedByItsFirstException() {
        int[] calls = {0};
        StrategyRun broken = run(() -> new Strategy() {
            @Override
            public int warmUpBars() {
                return 1;
            }

            @Override
            public Intent decide(BarSeries series) {
                calls[0]++;
                throw new IllegalStateException("division by zero");
            }
        });

        assertThat(signals(broken, 0, 20)).isEmpty();
        assertThat(calls[0]).isOne();
        assertThat(broken.failure()).isEqualTo("java.lang.IllegalStateException: division by zero");
        assertThat(broken).hasToString("eager on BTCUSDT");
    }

    @Test
    void isStoppedByAnAnswerOfNull() {
        StrategyRun mute = run(() -> new Strategy() {
            @Override
            public int warmUpBars() {
                return 1;
            }

            @Override
            public Intent decide(BarSeries series) {
                return null;
            }
        });

        assertThat(signals(mute, 0, 20)).isEmpty();
        assertThat(mute.failure()).isNotNull();
    }

    private List<Signal> live(int from, int to) {
        return signals(run, from, to);
    }

    private static List<Signal> signals(StrategyRun run, int from, int to) {
        return IntStream.range(from, to).mapToObj(second -> run.onBar(bar(second, 100 + second)))
            .flatMap(Optional::stream).toList();
    }

    private static StrategyRun run(Supplier<Strategy> make) {
        return new StrategyRun(
            new ConfiguredStrategy("eager", List.of(BTC), BarInterval.SECOND, 3, make), BTC);
    }
}
