package dev.holdfast.portfolio.state;

import static dev.holdfast.portfolio.TestDesk.BTC;
import static dev.holdfast.portfolio.TestDesk.ETH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.wire.view.CandleView;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandleSeriesTest {
    private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");
    private final CandleSeries candles = new CandleSeries(Set.of(BTC));

    @Test
    void buildsTheOpenMinuteFromItsSeconds() {
        candles.onClosed(second(0, "100 105 99 104", 3));
        candles.onClosed(second(1, "104 104 104 104", 0));
        List<CandleView> changed = candles.onOpen(second(2, "104 110 103 109", 2));
        assertThat(changed).extracting(CandleView::interval)
            .containsExactly(BarInterval.SECOND, BarInterval.MINUTE);
        CandleView minute = changed.get(1);
        assertThat(minute.openTime()).isEqualTo(T0);
        assertThat(List.of(minute.open(), minute.high(), minute.low(), minute.close()))
            .containsExactly(Price.of("100"), Price.of("110"), Price.of("99"), Price.of("109"));
        assertThat(minute.trades()).isEqualTo(5);
        assertThat(minute.volume()).isEqualTo(Quantity.of("5"));
    }

    @Test
    void neverChangesAClosedBar() {
        assertThat(candles.onClosed(second(0, "100 105 99 104", 3))).isTrue();
        assertThat(candles.onClosed(second(0, "100 105 99 104", 3))).isFalse();
        assertThat(candles.onOpen(second(0, "100 100 100 100", 1))).isEmpty();
        assertThat(candles.newest(BTC, BarInterval.SECOND, 5)).singleElement()
            .extracting(CandleView::trades).isEqualTo(3);
    }

    @Test
    void keepsTheNewestAndListsThemOldestFirst() {
        for (int i = 0; i < CandleSeries.MAX_CANDLES + 10; i++) {
            candles.onClosed(second(i, "100 100 100 100", 1));
        }
        assertThat(candles.onClosed(second(5, "1 1 1 1", 1))).isFalse();
        assertThat(candles.newest(BTC, BarInterval.SECOND, 5_000)).hasSize(CandleSeries.MAX_CANDLES);
        assertThat(candles.newest(BTC, BarInterval.SECOND, 2)).extracting(CandleView::openTime)
            .containsExactly(T0.plusSeconds(3_008), T0.plusSeconds(3_009));
    }

    @Test
    void takesNoBarOfAnInstrumentThatIsNotConfigured() {
        Bar bar = second(0, "1 1 1 1", 1);
        assertThat(candles.onClosed(new Bar(ETH, bar.interval(), T0, bar.open(), bar.high(), bar.low(),
            bar.close(), bar.volume(), 1, MarketCondition.LIVE))).isFalse();
    }

    /** Prices are open, high, low, close. */
    private static Bar second(int after, String prices, int trades) {
        List<Price> ohlc = Arrays.stream(prices.split(" ")).map(Price::of).toList();
        return new Bar(BTC, BarInterval.SECOND, T0.plusSeconds(after), ohlc.get(0), ohlc.get(1),
            ohlc.get(2), ohlc.get(3), Quantity.of(Integer.toString(trades)), trades,
            MarketCondition.LIVE);
    }
}
