package dev.holdfast.signal;

import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;

/** Computes one indicator over fixed bars, through the window of the strategies: is it what it must be? */
final class IndicatorProof {
    private static final int LENGTH = 3;
    /**
     * Closes 1, 2, 4, 8, 16 under EMA(3), half the way each time. The library takes the first three
     * bars as unstable and begins with the fourth: 8, then 12.
     */
    private static final double KNOWN = 12;
    private static final int BARS = 5;
    private static final double EXACT = 1e-9;

    private IndicatorProof() {
    }

    static Future<SelfView> prove() {
        double computed = compute();
        return Future.succeededFuture(Math.abs(computed - KNOWN) < EXACT
            ? SelfView.healthy("EMA(3) of the fixed series is " + KNOWN)
            : SelfView.unhealthy("EMA(3) of the fixed series is " + computed + ", not " + KNOWN));
    }

    private static double compute() {
        BarWindow window = new BarWindow(BARS);
        Instant open = Instant.EPOCH;
        for (int i = 0; i < BARS; i++) {
            Price close = new Price(BigDecimal.valueOf(1L << i));
            window.add(new Bar(new InstrumentId("PROBE"), BarInterval.MINUTE, open, close, close, close,
                close, Quantity.of("1"), 1, MarketCondition.LIVE));
            open = open.plus(BarInterval.MINUTE.length());
        }
        return new EMAIndicator(new ClosePriceIndicator(window.series(BARS)), LENGTH)
            .getValue(BARS - 1).doubleValue();
    }
}
