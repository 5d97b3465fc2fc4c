package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent.ReportParked;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.MissingAtVenue;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderExpired;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.OrderRejected;
import dev.holdfast.trading.order.OrderEvent.OrderReplaced;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.ProvenAbsent;
import dev.holdfast.trading.order.OrderEvent.RemainderCanceled;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;
import dev.holdfast.trading.order.OrderEvent.StatusReported;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.risk.RiskDecision.Denied;
import java.util.List;

/**
 * What the venue's words make of an order. Reports come twice, late and out of order; each is applied once,
 * and one that fits no legal move is parked, never dropped.
 */
final class ReportRule {
    private final DeskRules rules;
    private final DeskState state;
    private final SubmitRule submit;

    ReportRule(DeskRules rules, DeskState state, SubmitRule submit) {
        this.rules = rules;
        this.state = state;
        this.submit = submit;
    }

    Decision take(TakeReport command, DeskContext context) {
        ExecutionReport report = command.report();
        ClOrdId id = ClOrdId.ofVenueId(report.venueClientId());
        Order order = id == null ? null : state.book().order(id);
        if (order == null) {
            return park(report, "no such order here", context);
        }
        if (!wasSent(order)) {
            return park(report, "the order was never sent: " + order.status(), context);
        }
        OrderDraft draft = new OrderDraft(state.book(), order);
        if (report.kind() == ExecutionReport.Kind.TRADE) {
            fill(draft, report, context);
            return doubtIfMissing(draft, report, context).decision();
        }
        boolean current = report.venueClientId().equals(id.venueId(order.revision()));
        return order.status().isTerminal() || !current ? Decision.NOTHING
            : status(draft, report, context).decision();
    }

    Decision take(TakeStatus command, DeskContext context) {
        Order order = state.book().order(command.clOrdId());
        if (order == null || !wasSent(order)) {
            return command.report() == null ? Decision.NOTHING
                : park(command.report(), "a status of an order that was never sent", context);
        }
        OrderDraft draft = new OrderDraft(state.book(), order);
        command.executions().forEach(execution -> fill(draft, execution, context));
        boolean current = command.venueClientId().equals(order.clOrdId().venueId(order.revision()));
        if (draft.order().status().isTerminal() || !current) {
            // Executions count whenever they come; the fate of an older revision says nothing of this one.
            return draft.decision();
        }
        return command.absent() == null ? status(draft, command.report(), context).decision()
            : absent(draft, command.absent(), context).decision();
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

    private static boolean wasSent(Order order) {
        return order.status().isLive()
            || order.status().isTerminal() && order.status() != OrderStatus.DENIED;
    }

    private OrderDraft fill(OrderDraft draft, ExecutionReport report, DeskContext context) {
        boolean known = draft.hasFill(report.fill().execId());
        return known ? draft
            : draft.add(new OrderFilled(draft.order().clOrdId(), report.fill(), context.now()));
    }

    /** The venue counts more than we have: a fill was lost on the way, so the whole order is asked about. */
    private OrderDraft doubtIfMissing(OrderDraft draft, ExecutionReport report, DeskContext context) {
        boolean atVenue = draft.order().status().isLive() && draft.order().status() != OrderStatus.UNKNOWN;
        return atVenue && fillsMissing(draft, report) ? doubt(draft, context) : draft;
    }

    private static OrderDraft doubt(OrderDraft draft, DeskContext context) {
        return draft.add(new OutcomeUnknown(draft.order().clOrdId(), "executions are missing",
            context.now()));
    }

    private static boolean fillsMissing(OrderDraft draft, ExecutionReport report) {
        return draft.filledAs(report.venueOrderId()).compareTo(report.cumulative()) < 0;
    }

    private OrderDraft status(OrderDraft draft, ExecutionReport report, DeskContext context) {
        Order order = draft.order();
        boolean fillsMissing = fillsMissing(draft, report);
        if (order.status() == OrderStatus.UNKNOWN) {
            // Leaves UNKNOWN only with the whole story: the missing executions are asked for first.
            return fillsMissing ? draft : draft.add(new StatusReported(order.clOrdId(),
                reported(order, report), report.venueOrderId(), "venue reports " + report.kind(),
                context.now()));
        }
        return switch (report.kind()) {
            case NEW -> order.status() != OrderStatus.SUBMITTED ? draft : draft.add(new OrderAccepted(
                order.clOrdId(), report.venueOrderId(), report.venueTime(), context.now()));
            case TRADE -> draft;
            case REJECTED -> draft.add(new OrderRejected(order.clOrdId(), report.text(), context.now()));
            case EXPIRED -> fillsMissing ? doubt(draft, context) : draft.add(endsAtOnce(order)
                ? new RemainderCanceled(order.clOrdId(), context.now())
                : new OrderExpired(order.clOrdId(), context.now()));
            case CANCELED -> canceled(draft, fillsMissing, context);
        };
    }

    private OrderDraft canceled(OrderDraft draft, boolean fillsMissing, DeskContext context) {
        Order order = draft.order();
        PendingRequest asked = order.pending();
        boolean replaces = asked.kind() == PendingRequest.Kind.REPLACE
            && order.status() != OrderStatus.SUBMITTED;
        if (!replaces) {
            // An order must not end with a fill still on its way: nobody asks about ended orders.
            return fillsMissing ? doubt(draft, context)
                : draft.add(new CancelConfirmed(order.clOrdId(), context.now()));
        }
        if (fillsMissing) {
            // The new revision is for 'new quantity - cumulative': a guess here would overfill.
            return asked.unresolved() ? draft : draft.add(new RequestUnresolved(order.clOrdId(),
                "canceled for a replace, executions still missing", context.now()));
        }
        boolean allowed = !(submit.recheck(order, asked.quantity(), asked.limitPrice(), context)
            instanceof Denied) && context.venueIsUp();
        boolean nothingLeft = asked.quantity().compareTo(order.cumulative()) <= 0;
        if (!allowed && !nothingLeft) {
            return draft.add(new CancelConfirmed(order.clOrdId(), context.now()));
        }
        draft.add(new OrderReplaced(order.clOrdId(), asked.quantity(), asked.limitPrice(), context.now()));
        return nothingLeft ? draft : draft.send(context, rules.sendWindow());
    }

    private static OrderStatus reported(Order order, ExecutionReport report) {
        return switch (report.kind()) {
            case NEW -> order.cumulative().isZero() ? OrderStatus.WORKING : OrderStatus.PARTIALLY_FILLED;
            case TRADE -> order.leaves().isZero() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
            case CANCELED -> OrderStatus.CANCELED;
            case EXPIRED -> endsAtOnce(order) ? OrderStatus.CANCELED : OrderStatus.EXPIRED;
            case REJECTED -> OrderStatus.REJECTED;
        };
    }

    private static boolean endsAtOnce(Order order) {
        return order.terms().type() == OrderType.MARKET || order.terms().timeInForce().isImmediate();
    }

    private static Decision park(ExecutionReport report, String why, DeskContext context) {
        return new Decision(List.of(new ReportParked(report, why, context.now())), null);
    }
}
