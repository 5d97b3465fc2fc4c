package dev.holdfast.checker;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.CancelRejected;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.ExternalOrderAdopted;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.MissingAtVenue;
import dev.holdfast.trading.order.OrderEvent.OperatorResolved;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderExpired;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.OrderQueued;
import dev.holdfast.trading.order.OrderEvent.OrderRejected;
import dev.holdfast.trading.order.OrderEvent.OrderReplaced;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.ProvenAbsent;
import dev.holdfast.trading.order.OrderEvent.RemainderCanceled;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderEvent.SendWithheld;
import dev.holdfast.trading.order.OrderEvent.StatusReported;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.PendingRequest.Kind;
import dev.holdfast.trading.order.TradingState;
import java.util.Map;

/** Adds one legal event to the own table. */
final class OrderMoves {
    private final ShardTable table;
    private final Map<InstrumentId, Instrument> instruments;

    OrderMoves(ShardTable table, Map<InstrumentId, Instrument> instruments) {
        this.table = table;
        this.instruments = instruments;
    }

    void apply(OrderTrace order, OrderEvent event, OrderStatus next, Place place) {
        OrderStatus before = order.status;
        switch (event) {
            case OrderCreated e -> { }
            case ExternalOrderAdopted e -> { }
            case OrderQueued e -> { }
            case OutcomeUnknown e -> { }
            case MissingAtVenue e -> { }
            case OrderDenied e -> order.endedUnseen = true;
            case SendAttempted e -> sent(order, e, place);
            case SendWithheld e -> unseen(order, order.revision);
            case ProvenAbsent e -> unseen(order, order.revision);
            case OperatorResolved e -> unseen(order, 0);
            case OrderAccepted e -> order.venueOrder(e.venueOrderId());
            case StatusReported e -> order.venueOrder(e.venueOrderId());
            case OrderFilled e -> filled(order, e.fill());
            case FillBusted e -> busted(order, e.execId());
            case FillCorrected e -> {
                busted(order, e.fill().execId());
                filled(order, e.fill());
            }
            case CancelRequested e -> cancelRequested(order);
            case ReplaceRequested e -> order.pending = Kind.REPLACE;
            case RequestUnresolved e -> order.unresolved = true;
            case OrderReplaced e -> replaced(order, e, next);
            case OrderRejected e -> order.settle();
            case RemainderCanceled e -> order.settle();
            case OrderExpired e -> order.endedUnseen = before == OrderStatus.QUEUED;
            case CancelConfirmed e -> order.settle();
            case CancelRejected e -> order.settle();
        }
        order.enter(next, event.at());
        if (next.isTerminal() && !before.isTerminal()) {
            order.settle();
        }
        book(order);
    }

    /** Brings the reservation and the set of open orders up to the order as it is now. */
    void book(OrderTrace order) {
        order.account.reserve(order);
        if (order.status.isTerminal()) {
            table.open.remove(order);
        } else {
            table.open.add(order);
        }
    }

    private void sent(OrderTrace order, SendAttempted e, Place place) {
        order.sends.add(new OrderTrace.Send(e.revision(), e.requestTime(), e.expiresAt(), e.at(),
            place.claim()));
        order.awaitsSend = false;
        order.sentReduceOnly = table.state(order.account) == TradingState.REDUCE_ONLY;
    }

    private static void unseen(OrderTrace order, int revision) {
        order.unseenRevision = revision;
        order.endedUnseen = true;
    }

    private void filled(OrderTrace order, Fill fill) {
        if (order.status.isTerminal() || order.source == Origin.Source.EXTERNAL) {
            order.account.disturbed = true;
        }
        if (order.status.isTerminal() && order.endedUnseen) {
            table.resurrected.add(order);
        }
        order.add(fill);
        order.account.fill(order, fill, 1, instruments.get(order.instrument));
        table.fills++;
    }

    private void busted(OrderTrace order, String execId) {
        Fill was = order.remove(execId);
        order.account.fill(order, was, -1, instruments.get(order.instrument));
        order.account.disturbed = true;
        order.rememberBust(execId);
    }

    private static void cancelRequested(OrderTrace order) {
        if (order.status == OrderStatus.QUEUED) {
            order.endedUnseen = true;
        } else {
            order.pending = Kind.CANCEL;
            order.unresolved = false;
            order.askedAfterEnd |= order.status.isTerminal();
        }
    }

    private static void replaced(OrderTrace order, OrderReplaced e, OrderStatus next) {
        order.quantity = e.quantity().value();
        order.limitPrice = e.limitPrice() == null ? null : e.limitPrice().value();
        order.reservePrice = order.limitPrice == null ? order.reservePrice : order.limitPrice;
        order.revision++;
        order.settle();
        order.awaitsSend = next != OrderStatus.FILLED;
    }
}
