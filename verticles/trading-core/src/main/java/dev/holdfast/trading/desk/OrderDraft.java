package dev.holdfast.trading.desk;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderBook;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that a decision gives one order, tried on a copy as they are added: each one is decided on
 * the order as the ones before it leave it, and an illegal move shows before anything is journalled.
 */
final class OrderDraft {
    private final OrderBook trial = new OrderBook();
    private final List<DeskEvent> events = new ArrayList<>(4);
    private Order order;

    OrderDraft(OrderBook book, Order order) {
        this.order = order;
        if (order != null) {
            trial.restore(order, book.fills(order.clOrdId()));
        }
    }

    Order order() {
        return order;
    }

    OrderDraft add(OrderEvent event) {
        order = trial.apply(event);
        events.add(event);
        return this;
    }

    boolean hasFill(String execId) {
        return trial.hasFill(order.clOrdId(), execId);
    }

    /** What was filled under one venue order id, which is one revision. */
    Quantity filledAs(String venueOrderId) {
        return trial.fills(order.clOrdId()).stream()
            .filter(fill -> fill.venueOrderId().equals(venueOrderId))
            .map(fill -> fill.quantity()).reduce(Quantity.ZERO, Quantity::plus);
    }

    /** Adds the intent to send the current revision, with what is left of the whole. */
    OrderDraft send(DeskContext context, Duration window) {
        Instant requestTime = context.now().plus(context.venueOffset());
        Quantity rest = order.terms().quantity().minusDownToZero(order.cumulative());
        Price limit = order.terms().limitPrice();
        return add(new SendAttempted(order.clOrdId(), order.revision(),
            order.clOrdId().venueId(order.revision()), rest, limit, requestTime, requestTime.plus(window),
            context.session(), context.now()));
    }

    List<DeskEvent> events() {
        return events;
    }

    Decision decision() {
        return new Decision(events, null);
    }

    Decision reply(String problem) {
        return new Decision(events, new OrderReply(order.clOrdId(), order.status(), problem, false));
    }
}
