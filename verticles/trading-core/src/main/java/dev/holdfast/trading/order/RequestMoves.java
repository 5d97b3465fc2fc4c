package dev.holdfast.trading.order;

import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.CancelRejected;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;

/**
 * The part of the table that is about the pending request: what was asked of the venue, answered, refused or
 * not answered. A cancel takes the place of a pending replace, never the other way round.
 */
final class RequestMoves {
    private RequestMoves() {
    }

    /** Also of an order that ended unseen: should it show up after all, it must leave the venue's book. */
    static Order cancelRequested(Order order, CancelRequested e) {
        if (order.status() == OrderStatus.QUEUED) {
            return order.to(e, OrderStatus.CANCELED, Order.ONLY_QUEUED, null).unseen();
        }
        boolean asked = order.pending().kind() == PendingRequest.Kind.CANCEL;
        boolean mayBeThere = order.status().isLive() || order.endedUnseen();
        if (asked || !mayBeThere) {
            throw order.illegal(e);
        }
        return order.asking(PendingRequest.CANCEL, e.at());
    }

    static Order cancelConfirmed(Order order, CancelConfirmed e) {
        if (order.status().isTerminal()) {
            return pending(order, e).settled();
        }
        return order.to(e, OrderStatus.CANCELED, Order.AT_VENUE, null).settled();
    }

    /** While the order may still be under way, a refusal settles nothing (ownership rule 13). */
    static Order cancelRejected(Order order, CancelRejected e) {
        Order asked = pending(order, e);
        return asked.status().isTerminal() ? asked.settled()
            : asked.to(e, asked.status(), Order.RESTING, e.text()).settled();
    }

    static Order replaceRequested(Order order, ReplaceRequested e) {
        if (!Order.RESTING.contains(order.status()) || !order.pending().isNone()) {
            throw order.illegal(e);
        }
        return order.asking(PendingRequest.replace(e.quantity(), e.limitPrice()), e.at());
    }

    static Order unresolved(Order order, RequestUnresolved e) {
        return pending(order, e).asking(order.pending().asUnresolved(), e.at());
    }

    private static Order pending(Order order, OrderEvent event) {
        if (order.pending().isNone()) {
            throw order.illegal(event);
        }
        return order;
    }
}
