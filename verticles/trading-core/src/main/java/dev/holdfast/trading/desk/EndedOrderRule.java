package dev.holdfast.trading.desk;

import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;

/**
 * What the venue says of an order that has ended. Its executions count, its end stays. One that ended without
 * the venue's word and shows up all the same proves a bound wrong that we trade by: it is booked, canceled
 * where it may still trade, and the shard only reduces until a person has looked (ownership rule 12).
 */
final class EndedOrderRule {
    private static final String BY = "reconciliation";

    private final DeskState state;
    private final AskRule ask;

    EndedOrderRule(DeskRules rules, DeskState state) {
        this.state = state;
        this.ask = new AskRule(rules);
    }

    /**
     * Weighs one report.
     *
     * @param before   the order before the report's executions, which the draft has already
     * @param executed true if one of them was new
     */
    void take(OrderDraft draft, Order before, ExecutionReport report, boolean executed,
              DeskContext context) {
        boolean current = report.venueClientId().equals(before.venueClientId());
        if (current && before.endedUnseen() && contradicts(before, report, executed)) {
            resurrected(draft, report, context);
        }
        boolean gone = switch (report.kind()) {
            case CANCELED, EXPIRED, REJECTED -> true;
            case NEW, TRADE -> false;
        };
        if (current && gone && !draft.order().pending().isNone()) {
            draft.add(new CancelConfirmed(before.clOrdId(), context.now()));
        }
        compare(draft, report, context);
    }

    /** A refusal agrees with our end; an end of its own agrees with an end that says it was there. */
    private static boolean contradicts(Order before, ExecutionReport report, boolean executed) {
        boolean neverThere = before.status() == OrderStatus.DENIED
            || before.status() == OrderStatus.REJECTED;
        return executed || switch (report.kind()) {
            case NEW -> true;
            case TRADE -> report.fill() == null;
            case CANCELED, EXPIRED -> neverThere;
            case REJECTED -> false;
        };
    }

    private void resurrected(OrderDraft draft, ExecutionReport report, DeskContext context) {
        Order order = draft.order();
        draft.flag(BreakKind.RESURRECTED_ORDER, "ended: " + order.reason(), report.kind() + " as "
            + report.venueOrderId() + ", executed " + report.cumulative(), context.now());
        if (state.shardState() == TradingState.ACTIVE) {
            draft.note(new TradingStateChanged(null, TradingState.REDUCE_ONLY, "order " + order.clOrdId()
                + " ended here and showed up at the venue", BY, context.now()));
        }
        boolean mayTrade = report.kind() == ExecutionReport.Kind.NEW
            || report.kind() == ExecutionReport.Kind.TRADE;
        if (mayTrade && !order.unfilled().isZero() && ask.mayCancel(order, context.now())) {
            draft.add(new CancelRequested(order.clOrdId(), BY, context.now()));
        }
    }

    /** Nobody asks about ended orders, so executions missing here are booked until they are brought. */
    private void compare(OrderDraft draft, ExecutionReport report, DeskContext context) {
        Order order = draft.order();
        if (StatusRule.fillsMissing(draft, report)) {
            Quantity counted = draft.filledAs(report.venueOrderId());
            draft.flag(BreakKind.EXECUTIONS, "counted " + counted, "executed " + report.cumulative() + " as "
                + report.venueClientId(), context.now());
            return;
        }
        if (!report.cumulative().isZero() && !order.isOverfilled()) {
            draft.close(BreakKind.EXECUTIONS, BreakDisposition.APPLIED, "all of " + report.cumulative()
                + " executed as " + report.venueClientId() + " is counted", BY, context.now());
        }
    }
}
