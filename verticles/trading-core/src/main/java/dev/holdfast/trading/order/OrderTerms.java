package dev.holdfast.trading.order;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;

/**
 * What an order asks for. Changes only by a confirmed replace.
 *
 * @param limitPrice   null for a MARKET order
 * @param reservePrice price at which its value is reserved while it is open: the limit price, or for a MARKET
 *                     order the quote plus the collar
 */
public record OrderTerms(ClOrdId clOrdId, AccountId account, InstrumentId instrument, Side side,
                         OrderType type, TimeInForce timeInForce, Quantity quantity, Price limitPrice,
                         Price reservePrice, Origin origin, Instant createdAt) {
    public OrderTerms {
        if ((type == OrderType.LIMIT) == (limitPrice == null)) {
            throw new IllegalArgumentException("a LIMIT order has a limit price and a MARKET order has none");
        }
        if (quantity.isZero()) {
            throw new IllegalArgumentException("quantity must be > 0");
        }
    }

    OrderTerms revised(Quantity newQuantity, Price newLimitPrice) {
        return new OrderTerms(clOrdId, account, instrument, side, type, timeInForce, newQuantity,
            newLimitPrice, newLimitPrice == null ? reservePrice : newLimitPrice, origin, createdAt);
    }
}
