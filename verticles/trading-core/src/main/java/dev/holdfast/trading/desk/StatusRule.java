package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.MissingAtVenue;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderExpired;
import dev.holdfast.trading.order.OrderEvent.OrderRejected;
import dev.holdfast.trading.order.OrderEvent.OrderReplaced;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.ProvenAbsent;
import dev.holdfast.trading.order.OrderEvent.RemainderCanceled;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;
import dev.holdfast.trading.order.OrderEvent.StatusReported;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.reconcile.BreakKind;
import dev.holdfast.trading.risk.RiskDecision.Denied;

/**
 * What the venue's status makes of an order that has not ended. A status never lowers what was filled, and no
 * order ends, or leaves UNKNOWN, while the venue counts executions that are missing here (ownership rule 25).
 */
final class StatusRule {
    private final DeskRules rules;
    private final SubmitRule submit;

    StatusRule(DeskRules rules, SubmitRule submit) {
        this.rules = rules;
        this.submit = submit;
    }

    /** What the venue says by itself, or in reply to a request. */
    OrderDraft reported(OrderDraft draft, ExecutionReport report, DeskContext context) {
        Order order = draft.order();
        boolean oldNews = order.status() == OrderStatus.UNKNOWN && order.venueOrderId() != null
            && report.kind() == ExecutionReport.Kind.NEW;
        // That it was accepted was known before the doubt arose: heard again, it does not end the doubt.
        return oldNews ? draft : status(draft, report, context);
    }

    /** The answer to our question about the current revision; the executions in it are applied already. */
    OrderDraft answered(OrderDraft draft, TakeStatus answer, DeskContext context) {
        return answer.absent() == null ? status(draft, answer.report(), context)
            : absent(draft, answer.absent(), context);
    }

    /** The venue counts more than we have: a fill was lost on the way, so the whole order is asked about. */
    OrderDraft doubtIfMissing(OrderDraft draft, ExecutionReport report, boolean current,
                              DeskContext context) {
        if (!fillsMissing(draft, report)) {
            return draft;
        }
        if (!current || draft.order().status().isTerminal()) {
            // Nobody asks about an older revision or an ended order: the difference is booked instead.
            return draft.flag(BreakKind.EXECUTIONS, "counted " + draft.filledAs(report.venueOrderId()),
                "executed " + report.cumulative() + " as " + report.venueClientId(), context.now());
        }
        return draft.order().status() == OrderStatus.UNKNOWN ? draft : doubt(draft, context);
    }

    /** True if the venue counts more under that venue order id than the executions that are here. */
    static boolean fillsMissing(OrderDraft draft, ExecutionReport report) {
        return draft.filledAs(report.venueOrderId()).compareTo(report.cumulative()) < 0;
    }

    /** A resting order that the venue does not have becomes unknown first: absence has to be proven then. */
    private static OrderDraft absent(OrderDraft draft, String evidence, DeskContext context) {
        ClOrdId id = draft.order().clOrdId();
        return switch (draft.order().status()) {
            case UNKNOWN -> draft.add(new ProvenAbsent(id, evidence, context.now()));
            case WORKING, PARTIALLY_FILLED -> draft.add(new MissingAtVenue(id, context.now()));
            case CREATED, QUEUED, SUBMITTED, DENIED, REJECTED, CANCELED, EXPIRED, FILLED -> draft;
        };
    }

    private OrderDraft status(OrderDraft draft, ExecutionReport report, DeskContext context) {
        Order order = draft.order();
        boolean fillsMissing = fillsMissing(draft, report);
        if (order.status() == OrderStatus.UNKNOWN) {
            return unknown(draft, report, fillsMissing, context);
        }
        return switch (report.kind()) {
            case NEW, TRADE -> {
                accept(draft, report, context);
                yield fillsMissing ? doubt(draft, context) : draft;
            }
            case REJECTED -> draft.add(new OrderRejected(order.clOrdId(), report.text(), context.now()));
            case EXPIRED -> fillsMissing ? doubt(accept(draft, report, context), context)
                : draft.add(order.endsAtOnce() ? new RemainderCanceled(order.clOrdId(), context.now())
                    : new OrderExpired(order.clOrdId(), context.now()));
            case CANCELED -> canceled(draft, report, fillsMissing, context);
        };
    }

    /** Leaves UNKNOWN only with the whole story: the missing executions are asked for first. */
    private static OrderDraft unknown(OrderDraft draft, ExecutionReport report, boolean fillsMissing,
                                      DeskContext context) {
        Order order = draft.order();
        boolean live = report.kind() == ExecutionReport.Kind.NEW
            || report.kind() == ExecutionReport.Kind.TRADE;
        // An answer from a copy that lags behind what we have knows nothing of how it stands now.
        boolean stale = live && draft.filledAs(report.venueOrderId()).compareTo(report.cumulative()) > 0;
        return fillsMissing || stale ? draft : draft.add(new StatusReported(order.clOrdId(),
            statusOf(order, report), report.venueOrderId(), "venue reports " + report.kind(),
            context.now()));
    }

    /** Whatever names the order has it in its book; what it was called is needed to count its executions. */
    private static OrderDraft accept(OrderDraft draft, ExecutionReport report, DeskContext context) {
        return draft.order().status() != OrderStatus.SUBMITTED ? draft
            : draft.add(new OrderAccepted(draft.order().clOrdId(), report.venueOrderId(), report.venueTime(),
                context.now()));
    }

    private static OrderDraft doubt(OrderDraft draft, DeskContext context) {
        return draft.add(new OutcomeUnknown(draft.order().clOrdId(), "executions are missing",
            context.now()));
    }

    private OrderDraft canceled(OrderDraft draft, ExecutionReport report, boolean fillsMissing,
                                DeskContext context) {
        Order order = draft.order();
        PendingRequest asked = order.pending();
        boolean replaces = asked.kind() == PendingRequest.Kind.REPLACE
            && order.status() != OrderStatus.SUBMITTED;
        if (!replaces) {
            // An order must not end with a fill still on its way: nobody asks about ended orders.
            return fillsMissing ? doubt(accept(draft, report, context), context)
                : draft.add(new CancelConfirmed(order.clOrdId(), context.now()));
        }
        if (fillsMissing) {
            // The new revision is for 'new quantity - cumulative': a guess here would overfill.
            return asked.unresolved() ? draft : draft.add(new RequestUnresolved(order.clOrdId(),
                "canceled for a replace, executions still missing", context.now()));
        }
        return replaced(draft, asked, context);
    }

    /** The old revision is gone for certain; the new one is checked anew, for what is left of the whole. */
    private OrderDraft replaced(OrderDraft draft, PendingRequest asked, DeskContext context) {
        Order order = draft.order();
        boolean nothingLeft = asked.quantity().compareTo(order.cumulative()) <= 0;
        boolean allowed = context.mayPlace() && !(submit.recheck(order, asked.quantity(),
            asked.limitPrice(), context) instanceof Denied);
        if (!allowed && !nothingLeft) {
            return draft.add(new CancelConfirmed(order.clOrdId(), context.now()));
        }
        // Fills that came while it was canceled are part of the whole: that is no overfill by the venue.
        Quantity whole = nothingLeft ? order.cumulative() : asked.quantity();
        draft.add(new OrderReplaced(order.clOrdId(), whole, asked.limitPrice(), context.now()));
        return nothingLeft ? draft : draft.send(context, rules.sendWindow());
    }

    private static OrderStatus statusOf(Order order, ExecutionReport report) {
        return switch (report.kind()) {
            case NEW -> order.cumulative().isZero() ? OrderStatus.WORKING : OrderStatus.PARTIALLY_FILLED;
            case TRADE -> order.leaves().isZero() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
            case CANCELED -> OrderStatus.CANCELED;
            case EXPIRED -> order.endsAtOnce() ? OrderStatus.CANCELED : OrderStatus.EXPIRED;
            case REJECTED -> OrderStatus.REJECTED;
        };
    }
}
