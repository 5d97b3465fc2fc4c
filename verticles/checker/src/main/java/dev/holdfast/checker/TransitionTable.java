package dev.holdfast.checker;

import static dev.holdfast.trading.order.OrderStatus.CANCELED;
import static dev.holdfast.trading.order.OrderStatus.CREATED;
import static dev.holdfast.trading.order.OrderStatus.DENIED;
import static dev.holdfast.trading.order.OrderStatus.EXPIRED;
import static dev.holdfast.trading.order.OrderStatus.FILLED;
import static dev.holdfast.trading.order.OrderStatus.PARTIALLY_FILLED;
import static dev.holdfast.trading.order.OrderStatus.QUEUED;
import static dev.holdfast.trading.order.OrderStatus.REJECTED;
import static dev.holdfast.trading.order.OrderStatus.SUBMITTED;
import static dev.holdfast.trading.order.OrderStatus.UNKNOWN;
import static dev.holdfast.trading.order.OrderStatus.WORKING;

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
import dev.holdfast.trading.order.PendingRequest.Kind;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;

/** The table of legal moves, written down a second time and on its own. */
final class TransitionTable {
    private static final Set<OrderStatus> FRESH = EnumSet.of(CREATED, QUEUED);
    private static final Set<OrderStatus> RESTING = EnumSet.of(WORKING, PARTIALLY_FILLED);
    private static final Set<OrderStatus> AT_VENUE = EnumSet.of(SUBMITTED, WORKING, PARTIALLY_FILLED);
    private static final Set<OrderStatus> SENT = EnumSet.complementOf(EnumSet.of(CREATED, QUEUED));
    private static final Set<OrderStatus> REPORTED =
        EnumSet.of(WORKING, PARTIALLY_FILLED, FILLED, REJECTED, CANCELED, EXPIRED);

    private TransitionTable() {
    }

    /** The status after the event; null if the table does not have it from here. No default: see there. */
    static OrderStatus next(OrderTrace order, OrderEvent event) {
        return switch (event) {
            case OrderCreated e -> null;
            case ExternalOrderAdopted e -> null;
            case OrderDenied e -> from(order, FRESH, DENIED);
            case OrderQueued e -> order.status == CREATED ? QUEUED : null;
            case SendAttempted e -> sent(order, e);
            case SendWithheld e -> order.status == SUBMITTED ? DENIED : null;
            case OrderAccepted e -> order.status == SUBMITTED ? resting(order.cumulative) : null;
            case OrderRejected e -> from(order, AT_VENUE, REJECTED);
            case OrderFilled e -> from(order, SENT, filled(order, e.fill().quantity().value()));
            case FillBusted e -> changed(order, e.execId(), null);
            case FillCorrected e -> changed(order, e.fill().execId(), e.fill());
            case RemainderCanceled e -> from(order, AT_VENUE, CANCELED);
            case OrderExpired e -> order.status == QUEUED ? EXPIRED : from(order, AT_VENUE, EXPIRED);
            case OutcomeUnknown e -> from(order, AT_VENUE, UNKNOWN);
            case MissingAtVenue e -> from(order, RESTING, UNKNOWN);
            case StatusReported e ->
                order.status == UNKNOWN && REPORTED.contains(e.status()) ? e.status() : null;
            case ProvenAbsent e -> order.status != UNKNOWN ? null
                : order.cumulative.signum() == 0 ? REJECTED : CANCELED;
            case OperatorResolved e ->
                order.status == UNKNOWN && e.status().isTerminal() ? e.status() : null;
            case CancelRequested e -> cancelRequested(order);
            case CancelConfirmed e -> order.status.isTerminal() ? answered(order)
                : from(order, AT_VENUE, CANCELED);
            case CancelRejected e -> order.status.isTerminal() || RESTING.contains(order.status)
                ? answered(order) : null;
            case ReplaceRequested e -> order.pending == Kind.NONE ? from(order, RESTING, order.status) : null;
            case OrderReplaced e -> order.pending != Kind.REPLACE ? null : from(order, RESTING,
                e.quantity().value().compareTo(order.cumulative) <= 0 ? FILLED : order.status);
            case RequestUnresolved e -> answered(order);
        };
    }

    private static OrderStatus from(OrderTrace order, Set<OrderStatus> legal, OrderStatus next) {
        return legal.contains(order.status) ? next : null;
    }

    private static OrderStatus sent(OrderTrace order, SendAttempted e) {
        return e.revision() == 1 ? from(order, FRESH, SUBMITTED) : from(order, RESTING, SUBMITTED);
    }

    /** Also of an order that ended without the venue's word: should it show up, it must leave the book. */
    private static OrderStatus cancelRequested(OrderTrace order) {
        if (order.status == QUEUED) {
            return CANCELED;
        }
        boolean mayBeThere = order.status.isLive() || order.endedUnseen;
        return mayBeThere && order.pending != Kind.CANCEL ? order.status : null;
    }

    private static OrderStatus answered(OrderTrace order) {
        return order.pending == Kind.NONE ? null : order.status;
    }

    private static OrderStatus filled(OrderTrace order, BigDecimal more) {
        boolean done = order.cumulative.add(more).compareTo(order.quantity) >= 0;
        return done ? FILLED : order.status.isTerminal() ? order.status : PARTIALLY_FILLED;
    }

    private static OrderStatus resting(BigDecimal cumulative) {
        return cumulative.signum() == 0 ? WORKING : PARTIALLY_FILLED;
    }

    private static OrderStatus changed(OrderTrace order, String execId, Fill now) {
        Fill was = order.fill(execId);
        if (was == null || !SENT.contains(order.status)) {
            return null;
        }
        BigDecimal total = order.cumulative.subtract(was.quantity().value())
            .add(now == null ? BigDecimal.ZERO : now.quantity().value());
        if (total.compareTo(order.quantity) >= 0) {
            return FILLED;
        }
        return RESTING.contains(order.status) ? resting(total) : order.status;
    }
}
