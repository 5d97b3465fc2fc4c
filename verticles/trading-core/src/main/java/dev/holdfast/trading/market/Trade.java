package dev.holdfast.trading.market;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;

/**
 * A print: somebody's trade on the venue, not ours.
 *
 * @param tradeId      the source's id, unique and growing within source and instrument
 * @param aggressor    side of the order that took liquidity
 * @param exchangeTime the venue's clock
 * @param receiveTime  our clock
 * @param source       who tells it; VENUE where a record of old does not say so
 */
public record Trade(InstrumentId instrument, long tradeId, Price price, Quantity quantity, Side aggressor,
                    Instant exchangeTime, Instant receiveTime, PriceSource source) {
    public Trade {
        source = source == null ? PriceSource.VENUE : source;
    }

    /** One at the venue itself. */
    public Trade(InstrumentId instrument, long tradeId, Price price, Quantity quantity, Side aggressor,
                 Instant exchangeTime, Instant receiveTime) {
        this(instrument, tradeId, price, quantity, aggressor, exchangeTime, receiveTime, PriceSource.VENUE);
    }

    public Trade from(PriceSource other) {
        return new Trade(instrument, tradeId, price, quantity, aggressor, exchangeTime, receiveTime, other);
    }
}
