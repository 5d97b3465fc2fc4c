package dev.holdfast.trading.market;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Best bid and best ask of an instrument at one moment.
 *
 * @param exchangeTime when the venue says it was so (the venue's clock)
 * @param receiveTime  when the frame reached us (our clock); the two clocks may differ by seconds
 * @param sequence     the source's update id: grows with each change of this instrument's book there
 * @param condition    whether it may be acted upon
 * @param source       who tells it; VENUE where a record of old does not say so
 */
public record Quote(InstrumentId instrument, Price bid, Quantity bidQuantity, Price ask,
                    Quantity askQuantity, Instant exchangeTime, Instant receiveTime, long sequence,
                    MarketCondition condition, PriceSource source) {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    public Quote {
        source = source == null ? PriceSource.VENUE : source;
    }

    /** The venue's own. */
    public Quote(InstrumentId instrument, Price bid, Quantity bidQuantity, Price ask, Quantity askQuantity,
                 Instant exchangeTime, Instant receiveTime, long sequence, MarketCondition condition) {
        this(instrument, bid, bidQuantity, ask, askQuantity, exchangeTime, receiveTime, sequence, condition,
            PriceSource.VENUE);
    }

    public Price mid() {
        return new Price(bid.value().add(ask.value()).divide(TWO));
    }

    public boolean isCrossed() {
        return bid.compareTo(ask) >= 0;
    }

    public Quote withCondition(MarketCondition changed) {
        return new Quote(instrument, bid, bidQuantity, ask, askQuantity, exchangeTime, receiveTime,
            sequence, changed, source);
    }

    public Quote from(PriceSource other) {
        return new Quote(instrument, bid, bidQuantity, ask, askQuantity, exchangeTime, receiveTime,
            sequence, condition, other);
    }
}
