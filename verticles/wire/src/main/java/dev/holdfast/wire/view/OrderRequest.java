package dev.holdfast.wire.view;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.TimeInForce;

/**
 * The body of {@code POST /api/v1/orders}.
 *
 * @param clOrdId     the client's own name, 1 to 28 of A-Z a-z 0-9 _ -; sending it again is the same order
 * @param timeInForce null: GTC
 * @param limitPrice  required for LIMIT, absent for MARKET
 */
public record OrderRequest(String clOrdId, AccountId account, InstrumentId instrument, Side side,
                           OrderType type, TimeInForce timeInForce, Quantity quantity, Price limitPrice) {
}
