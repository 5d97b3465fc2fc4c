package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.MarkCancelRejected;
import dev.holdfast.trading.desk.DeskCommand.MarkUnknown;
import dev.holdfast.trading.desk.DeskCommand.MarkWithheld;
import dev.holdfast.trading.desk.DeskCommand.ReplaceOrder;
import dev.holdfast.trading.desk.DeskCommand.ResolveOrder;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelRejected;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.OperatorResolved;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;
import dev.holdfast.trading.order.OrderEvent.SendWithheld;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import dev.holdfast.trading.risk.RiskDecision.Denied;
import java.util.ArrayList;
import java.util.List;

/** Requests about orders that exist, what became of them at the venue, and the trading state. */
final class RequestRule {
    private final DeskState state;
    private final SubmitRule submit;

    RequestRule(DeskState state, SubmitRule submit) {
        this.state = state;
        this.submit = submit;
    }

    Decision cancel(CancelOrder command, DeskContext context) {
        Order order = state.book().order(command.clOrdId());
        if (order == null || order.status().isTerminal()) {
            return refused(command.clOrdId(), order, "nothing to cancel");
        }
        if (order.pending().kind() == PendingRequest.Kind.CANCEL) {
            return new Decision(List.of(), new OrderReply(order.clOrdId(), order.status(), null, true));
        }
        return new OrderDraft(state, order)
            .add(new CancelRequested(order.clOrdId(), command.by(), context.now())).reply(null);
    }

    Decision cancelAll(CancelAll command, DeskContext context) {
        if (isUnknown(command.account())) {
            return noAccount(command.account());
        }
        return new Decision(cancels(command.account(), command.by(), context), OrderReply.done());
    }

    Decision replace(ReplaceOrder command, DeskContext context) {
        Order order = state.book().order(command.clOrdId());
        boolean resting = order != null && (order.status() == OrderStatus.WORKING
            || order.status() == OrderStatus.PARTIALLY_FILLED);
        if (!resting || !order.pending().isNone() || order.terms().limitPrice() == null) {
            return refused(command.clOrdId(), order,
                "only a resting LIMIT order without a pending request can be replaced");
        }
        if (command.limitPrice() == null || command.quantity() == null || command.quantity().isZero()) {
            return refused(command.clOrdId(), order, "a replace names the new quantity and limit price");
        }
        if (submit.recheck(order, command.quantity(), command.limitPrice(), context) instanceof Denied no) {
            return refused(command.clOrdId(), order, no.reason() + ": " + no.detail());
        }
        return new OrderDraft(state, order).add(new ReplaceRequested(order.clOrdId(),
            command.quantity(), command.limitPrice(), command.by(), context.now())).reply(null);
    }

    /** A halt cancels what it finds, in the same record that halts (ownership rule 15). */
    Decision setTradingState(SetTradingState command, DeskContext context) {
        if (isUnknown(command.account())) {
            return noAccount(command.account());
        }
        TradingState now = command.account() == null ? state.shardState()
            : state.account(command.account()).state();
        if (now == command.state()) {
            return Decision.doneBefore();
        }
        List<DeskEvent> events = new ArrayList<>();
        events.add(new TradingStateChanged(command.account(), command.state(), command.reason(),
            command.by(), context.now()));
        if (command.state() == TradingState.HALTED) {
            events.addAll(cancels(command.account(), command.by(), context));
        }
        return new Decision(events, OrderReply.done());
    }

    Decision markUnknown(MarkUnknown command, DeskContext context) {
        Order order = state.book().order(command.clOrdId());
        if (order == null) {
            return Decision.NOTHING;
        }
        OrderDraft draft = new OrderDraft(state, order);
        if (order.status() == OrderStatus.SUBMITTED) {
            draft.add(new OutcomeUnknown(order.clOrdId(), command.cause(), context.now()));
        } else if (!order.pending().isNone() && !order.pending().unresolved()) {
            draft.add(new RequestUnresolved(order.clOrdId(), command.cause(), context.now()));
        }
        return draft.decision();
    }

    Decision markWithheld(MarkWithheld command, DeskContext context) {
        Order order = state.book().order(command.clOrdId());
        boolean inFlight = order != null && order.status() == OrderStatus.SUBMITTED;
        return !inFlight ? Decision.NOTHING : new OrderDraft(state, order)
            .add(new SendWithheld(order.clOrdId(), command.why(), context.now())).decision();
    }

    /** 'Unknown order' resolves nothing while the order may still arrive (ownership rule 13). */
    Decision markCancelRejected(MarkCancelRejected command, DeskContext context) {
        Order order = state.book().order(command.clOrdId());
        if (order == null || order.pending().isNone()) {
            return Decision.NOTHING;
        }
        OrderDraft draft = new OrderDraft(state, order);
        if (order.status() == OrderStatus.SUBMITTED || order.status() == OrderStatus.UNKNOWN) {
            return order.pending().unresolved() ? Decision.NOTHING
                : draft.add(new RequestUnresolved(order.clOrdId(), command.text(), context.now())).decision();
        }
        return draft.add(new CancelRejected(order.clOrdId(), command.text(), context.now())).decision();
    }

    /** A person ends what no question could: with evidence, and never with fills that nobody saw. */
    Decision resolve(ResolveOrder command, DeskContext context) {
        Order order = state.book().order(command.clOrdId());
        if (order == null || order.status() != OrderStatus.UNKNOWN) {
            return refused(command.clOrdId(), order, "only an UNKNOWN order is resolved by hand");
        }
        if (command.evidence() == null || command.evidence().isBlank()) {
            return refused(command.clOrdId(), order, "an order is resolved with evidence only");
        }
        boolean possible = switch (command.status()) {
            case CANCELED, EXPIRED -> true;
            case REJECTED -> order.cumulative().isZero();
            case CREATED, QUEUED, SUBMITTED, UNKNOWN, WORKING, PARTIALLY_FILLED, DENIED, FILLED -> false;
        };
        if (!possible) {
            return refused(command.clOrdId(), order, "an order is resolved to CANCELED, EXPIRED or, if"
                + " nothing of it was filled, REJECTED; fills come from the venue only");
        }
        return new OrderDraft(state, order).add(new OperatorResolved(order.clOrdId(), command.status(),
                command.evidence(), command.by(), context.now()))
            .close(BreakKind.UNANSWERED_ORDER, BreakDisposition.OPERATOR, command.evidence(), command.by(),
                context.now())
            .reply(null);
    }

    private boolean isUnknown(AccountId account) {
        return account != null && state.account(account) == null;
    }

    private static Decision noAccount(AccountId account) {
        return Decision.refused("no account '" + account + "' in this shard");
    }

    private List<DeskEvent> cancels(AccountId account, String by, DeskContext context) {
        List<DeskEvent> events = new ArrayList<>();
        for (Order order : state.book().open()) {
            boolean chosen = account == null || order.terms().account().equals(account);
            if (chosen && order.pending().kind() != PendingRequest.Kind.CANCEL) {
                events.add(new CancelRequested(order.clOrdId(), by, context.now()));
            }
        }
        return events;
    }

    private static Decision refused(ClOrdId id, Order order, String why) {
        return new Decision(List.of(),
            new OrderReply(id, order == null ? null : order.status(),
                order == null ? "no order '" + id + "'" : why, false));
    }
}
