package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.DeskEvent.ReportParked;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.IllegalMove;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes the venue's words in: finds their order, counts executions, and hands what is left to say to
 * {@link StatusRule} or, of an ended order, to {@link EndedOrderRule}. Reports come twice, late and out of
 * order; each is applied once, and one that fits no legal move is parked, never dropped.
 */
final class ReportRule {
    private static final String BY = "execution";

    private final DeskState state;
    private final StatusRule status;
    private final EndedOrderRule ended;
    private final AskRule ask;

    ReportRule(DeskRules rules, DeskState state, SubmitRule submit) {
        this.state = state;
        this.status = new StatusRule(rules, submit);
        this.ended = new EndedOrderRule(rules, state);
        this.ask = new AskRule(rules);
    }

    Decision take(TakeReport command, DeskContext context) {
        ExecutionReport report = command.report();
        Order order = find(report);
        if (order == null) {
            return park(report, "no such order here", context);
        }
        if (!wasDecidedOn(order)) {
            return park(report, "the order was never sent: " + order.status(), context);
        }
        return orPark(report, context,
            () -> weigh(new OrderDraft(state, order), report, context).decision());
    }

    Decision take(TakeStatus command, DeskContext context) {
        Order order = state.book().order(command.clOrdId());
        if (order == null || !wasDecidedOn(order)) {
            return command.report() == null ? Decision.NOTHING
                : park(command.report(), "a status of an order that was never sent", context);
        }
        return orPark(command.report(), context, () -> answered(order, command, context).decision());
    }

    /** One report of an order that is here, whatever came before it in the same decision. */
    OrderDraft weigh(OrderDraft draft, ExecutionReport report, DeskContext context) {
        Order before = draft.order();
        boolean executed = fill(draft, report, context);
        boolean current = report.venueClientId().equals(before.venueClientId());
        if (before.status().isTerminal()) {
            ended.take(draft, before, report, executed, context);
        } else if (report.fill() != null) {
            status.doubtIfMissing(draft, report, current, context);
        } else if (current) {
            status.reported(draft, report, context);
        }
        return haltIt(endSilence(draft, context), context);
    }

    private OrderDraft answered(Order before, TakeStatus command, DeskContext context) {
        OrderDraft draft = new OrderDraft(state, before);
        boolean executed = false;
        for (ExecutionReport execution : command.executions()) {
            executed |= fill(draft, execution, context);
        }
        boolean current = command.venueClientId().equals(before.venueClientId());
        if (before.status().isTerminal()) {
            if (command.report() != null) {
                ended.take(draft, before, command.report(), executed, context);
            }
        } else if (current && !draft.order().status().isTerminal()) {
            // Executions count whenever they come; the fate of an older revision says nothing of this one.
            status.answered(draft, command, context);
        }
        return haltIt(endSilence(draft, context), context);
    }

    /** By our client id, or of an adopted order by the venue's own name for it. Null if it is not here. */
    private Order find(ExecutionReport report) {
        ClOrdId id = ClOrdId.ofVenueId(report.venueClientId());
        Order ours = id == null ? null : state.book().order(id);
        if (ours != null || report.venueOrderId() == null) {
            return ours;
        }
        for (Account account : state.accounts()) {
            Order adopted = state.book().order(
                ClOrdId.external(account.id(), report.instrument(), report.venueOrderId()));
            if (adopted != null) {
                return adopted;
            }
        }
        return null;
    }

    /** What still waits here cannot be at the venue; what we refused may be, against all rules. */
    private static boolean wasDecidedOn(Order order) {
        return order.status() != OrderStatus.CREATED && order.status() != OrderStatus.QUEUED;
    }

    /** Applies the report's execution if there is one and it is new; an overfill is applied and flagged. */
    private static boolean fill(OrderDraft draft, ExecutionReport report, DeskContext context) {
        if (report.fill() == null || draft.hasFill(report.fill().execId())) {
            return false;
        }
        draft.add(new OrderFilled(draft.order().clOrdId(), report.fill(), context.now()));
        Order filled = draft.order();
        if (filled.isOverfilled()) {
            draft.flag(BreakKind.EXECUTIONS, "asked for " + filled.terms().quantity(),
                "executed " + filled.cumulative(), context.now());
        }
        return true;
    }

    /** What a person was told of is over once the venue's word leaves no doubt, whoever told them. */
    private static OrderDraft endSilence(OrderDraft draft, DeskContext context) {
        Order order = draft.order();
        boolean doubtful = order.status() == OrderStatus.UNKNOWN
            || order.status().isLive() && !order.pending().isNone();
        return doubtful ? draft : draft.close(BreakKind.UNANSWERED_ORDER, BreakDisposition.APPLIED,
            "the venue's word: " + order.status(), BY, context.now());
    }

    /** Whatever is live under a halt gets a cancel, however it came to light (ownership rule 15). */
    private OrderDraft haltIt(OrderDraft draft, DeskContext context) {
        Order order = draft.order();
        boolean halted = state.tradingState(order.terms().account()) == TradingState.HALTED;
        return halted && order.status().isLive() && ask.mayCancel(order, context.now())
            ? draft.add(new CancelRequested(order.clOrdId(), "halted", context.now())) : draft;
    }

    /** The table refuses what no order can do; the venue's word is kept for a person then. */
    private Decision orPark(ExecutionReport report, DeskContext context, Supplier<Decision> decide) {
        try {
            return decide.get();
        } catch (IllegalMove e) {
            return report == null ? Decision.NOTHING : park(report, e.getMessage(), context);
        }
    }

    /** A parked execution moved money at the venue and none here: a difference, booked once for its order. */
    private Decision park(ExecutionReport report, String why, DeskContext context) {
        List<DeskEvent> events = new ArrayList<>(2);
        events.add(new ReportParked(report, why, context.now()));
        String id = BreakKind.EXECUTIONS.breakId(report.venueClientId());
        if (!report.cumulative().isZero() && state.breaks().open(id) == null) {
            events.add(new BreakFound(id, BreakKind.EXECUTIONS, report.venueClientId(), why,
                "executed " + report.cumulative() + " " + report.instrument(), context.now()));
        }
        return new Decision(events, null);
    }
}
