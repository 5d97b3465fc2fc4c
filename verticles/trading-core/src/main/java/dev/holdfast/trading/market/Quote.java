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
 * @param sequence     the venue's update id: grows with each change of this instrument's book
 * @param condition    whether it may be acted upon
 */
public record Quote(InstrumentId instrument, Price bid, Quantity bidQuantity, Price ask,
                    Quantity askQuantity, Instant exchangeTime, Instant receiveTime, long sequence,
                    MarketCondition condition) {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    public Price mid() {
        return new Price(bid.value().add(ask.value()).divide(TWO));
    }

    public boolean isCrossed() {
        return bid.compareTo(ask) >= 0;
    }

    public Quote withCondition(MarketCondition changed) {
        return new Quote(instrument, bid, bidQuantity, ask, askQuantity, exchangeTime, receiveTime,
            sequence, changed);
    }
}
