package dev.holdfast.trading.market;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;

/**
 * Open, high, low, close and volume of the trades in {@code [openTime, openTime + interval)}, exchange time.
 * A bar without a trade repeats the last close with volume zero.
 *
 * @param trades    number of trades inside
 * @param condition the worst condition the market was in while the bar was open
 * @param source    who told the trades, all of them; VENUE where a record of old does not say so
 */
public record Bar(InstrumentId instrument, BarInterval interval, Instant openTime, Price open, Price high,
                  Price low, Price close, Quantity volume, int trades, MarketCondition condition,
                  PriceSource source) {
    public Bar {
        source = source == null ? PriceSource.VENUE : source;
    }

    /** Of the venue's own trades. */
    public Bar(InstrumentId instrument, BarInterval interval, Instant openTime, Price open, Price high,
               Price low, Price close, Quantity volume, int trades, MarketCondition condition) {
        this(instrument, interval, openTime, open, high, low, close, volume, trades, condition,
            PriceSource.VENUE);
    }

    /** First instant that no longer belongs to this bar. */
    public Instant closeTime() {
        return openTime.plus(interval.length());
    }
}
