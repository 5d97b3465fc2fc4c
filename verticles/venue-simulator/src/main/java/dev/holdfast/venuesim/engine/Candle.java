package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.Side;
import java.math.BigDecimal;

/**
 * Open, high, low, close and volume of the prints since {@code openTime}. Prices and base volumes in units
 * of 1e-8, quote volumes exact.
 */
public record Candle(
    long openTime, long open, long high, long low, long close,
    long volume, BigDecimal quoteVolume, int trades, long buyVolume, BigDecimal buyQuoteVolume,
    long firstTradeId, long lastTradeId) {

    /** A bar in which nothing traded yet, at the close of the one before. */
    static Candle flat(long openTime, long price) {
        return new Candle(openTime, price, price, price, price, 0, BigDecimal.ZERO, 0, 0, BigDecimal.ZERO,
            -1, -1);
    }

    Candle with(PublicTrade trade) {
        var first = trades == 0;
        var quote = Fixed8.notional(trade.price(), trade.quantity());
        var bought = trade.aggressor() == Side.BUY;
        return new Candle(openTime,
            first ? trade.price() : open,
            first ? trade.price() : Math.max(high, trade.price()),
            first ? trade.price() : Math.min(low, trade.price()),
            trade.price(), volume + trade.quantity(), quoteVolume.add(quote), trades + 1,
            bought ? buyVolume + trade.quantity() : buyVolume,
            bought ? buyQuoteVolume.add(quote) : buyQuoteVolume,
            first ? trade.id() : firstTradeId, trade.id());
    }

    /** This bar followed by {@code next}, as one that opened when this did. */
    Candle plus(Candle next) {
        if (next.trades == 0) {
            return this;
        }
        var first = trades == 0;
        return new Candle(openTime, first ? next.open : open,
            first ? next.high : Math.max(high, next.high), first ? next.low : Math.min(low, next.low),
                next.close,
            volume + next.volume, quoteVolume.add(next.quoteVolume), trades + next.trades,
            buyVolume + next.buyVolume, buyQuoteVolume.add(next.buyQuoteVolume),
            first ? next.firstTradeId : firstTradeId, next.lastTradeId);
    }
}
