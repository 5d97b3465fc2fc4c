package dev.holdfast.trading.desk;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.IllegalMove;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that a decision gives one order, tried as they are added: each one is decided on
 * the order as the ones before it leave it, and an illegal move shows before anything is journalled.
 */
final class OrderDraft {
    private final DeskState state;
    private final List<Fill> booked;
    private final List<DeskEvent> events = new ArrayList<>(4);
    private Order order;

    /** Starts with {@code order} as it is; null for one that begins with its first event. */
    OrderDraft(DeskState state, Order order) {
        this.state = state;
        this.order = order;
        this.booked = order == null ? List.of() : state.book().fills(order.clOrdId());
    }

    Order order() {
        return order;
    }

    OrderDraft add(OrderEvent event) {
        if (event instanceof OrderFilled filled && hasFill(filled.fill().execId())) {
            throw new IllegalMove(order.clOrdId() + ": execId " + filled.fill().execId() + " applied twice");
        }
        order = Order.after(order, event);
        events.add(event);
        return this;
    }

    /** Adds what the order leads to beside itself. */
    OrderDraft note(DeskEvent event) {
        events.add(event);
        return this;
    }

    /** Books a difference about the order, unless the same one is open already. */
    OrderDraft flag(BreakKind kind, String ours, String venues, Instant now) {
        String subject = order.clOrdId().text();
        String id = kind.breakId(subject);
        boolean known = state.breaks().open(id) != null || events.stream()
            .anyMatch(event -> event instanceof BreakFound found && found.breakId().equals(id));
        return known ? this : note(new BreakFound(id, kind, subject, ours, venues, now));
    }

    /** Closes such a difference about the order if one is open, whoever booked it. */
    OrderDraft close(BreakKind kind, BreakDisposition disposition, String evidence, String by, Instant now) {
        String id = kind.breakId(order.clOrdId().text());
        return state.breaks().open(id) == null ? this
            : note(new BreakClosed(id, disposition, evidence, by, now));
    }

    boolean hasFill(String execId) {
        for (DeskEvent event : events) {
            if (event instanceof OrderFilled added && added.fill().execId().equals(execId)) {
                return true;
            }
        }
        return state.book().hasFill(order.clOrdId(), execId);
    }

    /** What was filled under one venue order id, which is one revision. */
    Quantity filledAs(String venueOrderId) {
        Quantity sum = Quantity.ZERO;
        for (int i = 0; i < booked.size(); i++) {
            Fill fill = booked.get(i);
            sum = fill.venueOrderId().equals(venueOrderId) ? sum.plus(fill.quantity()) : sum;
        }
        for (DeskEvent event : events) {
            boolean counts = event instanceof OrderFilled added
                && added.fill().venueOrderId().equals(venueOrderId);
            sum = counts ? sum.plus(((OrderFilled) event).fill().quantity()) : sum;
        }
        return sum;
    }

    /** Adds the intent to send the current revision, with what is left of the whole. */
    OrderDraft send(DeskContext context, Duration window) {
        Instant requestTime = context.now().plus(context.venueOffset());
        Price limit = order.terms().limitPrice();
        return add(new SendAttempted(order.clOrdId(), order.revision(),
            order.clOrdId().venueId(order.revision()), order.unfilled(), limit, requestTime,
            requestTime.plus(window), context.session(), context.now()));
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
