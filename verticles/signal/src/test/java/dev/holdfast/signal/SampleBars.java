package dev.holdfast.signal;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.BarSeries;

/** Hand-made one-second bars, one after another. */
public final class SampleBars {
    static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private SampleBars() {
    }

    /** Live bars of volume 1 whose open, high, low and close are the given price. */
    static List<Bar> closes(double... prices) {
        List<Bar> bars = new ArrayList<>();
        for (double price : prices) {
            bars.add(bar(bars.size(), price));
        }
        return bars;
    }

    static Bar bar(int second, double price) {
        return bar(second, price, 1, MarketCondition.LIVE);
    }

    static Bar bar(int second, double price, double volume, MarketCondition condition) {
        Price all = new Price(BigDecimal.valueOf(price));
        return new Bar(BTC, BarInterval.SECOND, START.plusSeconds(second), all, all, all, all,
            new Quantity(BigDecimal.valueOf(volume)), 1, condition);
    }

    /** The bars as a strategy sees them: only its last {@code count}. */
    public static BarSeries series(List<Bar> bars, int count) {
        var window = new BarWindow(count);
        bars.forEach(window::add);
        return window.series(count);
    }

    /** Bars of volume 1 as {@link #closes}, the last with another volume. */
    public static List<Bar> lastVolume(double volume, double... prices) {
        List<Bar> bars = closes(prices);
        int last = bars.size() - 1;
        bars.set(last, bar(last, prices[last], volume, MarketCondition.LIVE));
        return bars;
    }
}
