package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.AdoptOrder;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.DeskEvent.ReportParked;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.ExternalOrderAdopted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.reconcile.BreakKind;
import java.util.List;

/**
 * Takes an order that nobody here sent into the house account, so that its executions count and a halt
 * reaches it. It is found again by the venue's own name for it, as its client id is not of our making.
 */
final class AdoptRule {
    private final DeskRules rules;
    private final DeskState state;
    private final ReportRule reports;

    AdoptRule(DeskRules rules, DeskState state, ReportRule reports) {
        this.rules = rules;
        this.state = state;
        this.reports = reports;
    }

    Decision adopt(AdoptOrder command, DeskContext context) {
        ExecutionReport found = command.found();
        if (state.account(command.house()) == null) {
            return Decision.refused("no account '" + command.house() + "' in this shard");
        }
        ClOrdId ours = ClOrdId.ofVenueId(found.venueClientId());
        if (ours != null && state.book().order(ours) != null) {
            return reports.take(new TakeReport(found), context);
        }
        if (found.venueOrderId() == null || !isTradable(command)) {
            return park(found, context);
        }
        ClOrdId id = ClOrdId.external(command.house(), found.instrument(), found.venueOrderId());
        Order known = state.book().order(id);
        if (known != null) {
            return new Decision(reports.take(new TakeReport(found), context).events(),
                new OrderReply(id, known.status(), null, true));
        }
        OrderDraft draft = new OrderDraft(state, null)
            .add(new ExternalOrderAdopted(id, terms(id, command, context), found.venueOrderId(),
                context.now()))
            .flag(BreakKind.EXTERNAL_ORDER, "no intent", "order " + found.venueOrderId() + " as "
                + found.venueClientId(), context.now());
        return reports.weigh(draft, found, context).reply(null);
    }

    /** False for what the fold could not book: an instrument that is not configured, or terms of none. */
    private boolean isTradable(AdoptOrder command) {
        boolean limit = command.type() == OrderType.LIMIT;
        return rules.instruments().containsKey(command.found().instrument())
            && !command.quantity().isZero() && limit == (command.limitPrice() != null);
    }

    private static OrderTerms terms(ClOrdId id, AdoptOrder command, DeskContext context) {
        // What a MARKET order of somebody else may cost is not known; it never rests, so take the least.
        Price reserve = command.limitPrice() == null ? SubmitRule.LEAST : command.limitPrice();
        return new OrderTerms(id, command.house(), command.found().instrument(), command.side(),
            command.type(), command.timeInForce(), command.quantity(), command.limitPrice(), reserve,
            Origin.external(command.found().venueClientId()), context.now());
    }

    private Decision park(ExecutionReport found, DeskContext context) {
        String subject = found.instrument() + " " + found.venueOrderId();
        String id = BreakKind.EXTERNAL_ORDER.breakId(subject);
        if (state.breaks().open(id) != null) {
            return Decision.doneBefore();
        }
        String why = "cannot be adopted: not configured, or without quantity or price";
        return new Decision(List.of(new ReportParked(found, why, context.now()),
            new BreakFound(id, BreakKind.EXTERNAL_ORDER, subject, why, "order of "
                + found.venueClientId(), context.now())), OrderReply.refused(why));
    }
}
