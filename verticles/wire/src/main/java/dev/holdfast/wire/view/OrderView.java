package dev.holdfast.wire.view;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.order.TimeInForce;
import java.time.Instant;
import java.util.List;

/**
 * An order as people and programs see it.
 *
 * @param limitPrice   null for MARKET
 * @param averagePrice filled notional / cumulative, 8 decimals; null before the first fill
 * @param pending      NONE, CANCEL or REPLACE
 * @param reason       why it was denied, rejected or is unknown; null otherwise
 * @param strategy     null unless a signal made it
 * @param history      its events, oldest first; the newest 50
 */
public record OrderView(ClOrdId clOrdId, AccountId account, InstrumentId instrument, Side side,
                        OrderType type, TimeInForce timeInForce, Quantity quantity, Price limitPrice,
                        OrderStatus status,
                        PendingRequest.Kind pending, boolean unresolved, int revision, String venueOrderId,
                        Quantity cumulative, Quantity leaves, Price averagePrice, boolean overfilled,
                        String reason, String source, String strategy, String signalId, Instant createdAt,
                        Instant changedAt, List<Step> history) {

    /** One event of an order: its name, the status after it, and what else a person wants to know. */
    public record Step(Instant at, String event, OrderStatus status, String detail) {
    }
}
