package dev.holdfast.trading.risk;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.TradingState;
import java.math.BigDecimal;

/**
 * All that the pre-trade rules look at, gathered by the desk.
 *
 * @param instrument   null if it is not configured
 * @param limitPrice   null for a MARKET order
 * @param quote        newest quote; null if none was heard
 * @param position     signed base quantity held
 * @param openBuying   base quantity of open buys, without this order
 * @param openSelling  base quantity of open sells, without this order
 * @param freeCash     cash less what open buys reserve
 * @param recentOrders orders created within the rate window, without this one
 * @param openOrders   open orders, without this one
 */
public record OrderCheck(Instrument instrument, Side side, Quantity quantity, Price limitPrice, Quote quote,
                         TradingState state, BigDecimal position, BigDecimal openBuying,
                         BigDecimal openSelling, BigDecimal freeCash, int recentOrders, int openOrders) {
    /** What may still be sold: held and not yet on offer, else a second closing order flips the position. */
    BigDecimal closable() {
        return position.subtract(openSelling);
    }

    /** What may be bought back of a short and is not yet on its way; an adopted sell can leave one. */
    BigDecimal coverable() {
        return position.negate().subtract(openBuying);
    }
}
