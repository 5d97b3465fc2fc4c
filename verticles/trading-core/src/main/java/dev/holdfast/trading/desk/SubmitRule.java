package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DenialReason;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderQueued;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.risk.OrderCheck;
import dev.holdfast.trading.risk.PreTradeRule;
import dev.holdfast.trading.risk.RiskDecision;
import dev.holdfast.trading.risk.RiskDecision.Denied;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** How an order comes to be: created, checked, then sent, queued or denied, in one journal record. */
final class SubmitRule {
    /** The reserve price of an order whose value is not known. */
    static final Price LEAST = Price.of("0.00000001");

    private final DeskRules rules;
    private final DeskState state;

    SubmitRule(DeskRules rules, DeskState state) {
        this.rules = rules;
        this.state = state;
    }

    Decision submit(SubmitOrder command, DeskContext context) {
        Order existing = state.book().order(command.clOrdId());
        if (existing != null) {
            return new Decision(List.of(),
                new OrderReply(existing.clOrdId(), existing.status(), existing.reason(), true));
        }
        String fault = fault(command);
        if (fault != null) {
            return new Decision(List.of(), new OrderReply(command.clOrdId(), null, fault, false));
        }
        AccountRules account = rules.accounts().get(command.account());
        if (account == null || state.account(command.account()) == null) {
            return new Decision(List.of(), new OrderReply(command.clOrdId(), null,
                "no account '" + command.account() + "' in conf/accounts.yaml", false));
        }
        OrderDraft draft = create(command, account, context);
        return draft.reply(draft.order().reason());
    }

    /** What makes it no order at all, so that there is nothing to journal; null if nothing does. */
    private static String fault(SubmitOrder command) {
        if ((command.type() == OrderType.LIMIT) == (command.limitPrice() == null)) {
            return "a LIMIT order has a limit price and a MARKET order has none";
        }
        if (command.quantity().isZero()) {
            return "quantity must be > 0";
        }
        return command.clOrdId().shard().equals(ShardId.of(command.account())) ? null
            : "clOrdId '" + command.clOrdId() + "' does not begin with the shard of account '"
                + command.account() + "'";
    }

    /** Created and at once denied, queued or meant to be sent. The account must be known. */
    OrderDraft create(SubmitOrder command, AccountRules account, DeskContext context) {
        OrderDraft draft = new OrderDraft(state, null);
        OrderCheck check = check(command, account, context);
        Price reserve = PreTradeRule.reservePrice(check, account.limits());
        // A MARKET order without any quote is about to be denied.
        Price reservePrice = reserve == null ? LEAST : reserve;
        // The configured ids, not the command's copies of them: all orders then share these.
        InstrumentId instrument = check.instrument() == null ? command.instrument() : check.instrument().id();
        draft.add(new OrderCreated(command.clOrdId(), new OrderTerms(command.clOrdId(), account.id(),
            instrument, command.side(), command.type(), command.timeInForce(), command.quantity(),
            command.limitPrice(), reservePrice, command.origin(), context.now()), context.now()));
        RiskDecision decision = PreTradeRule.check(check, account.limits());
        return approvedOrDenied(draft, decision, context);
    }

    /** A queued order whose venue came back: checked again, with today's price (its own share taken out). */
    OrderDraft release(Order queued, DeskContext context) {
        OrderDraft draft = new OrderDraft(state, queued);
        RiskDecision decision = recheck(queued, queued.terms().quantity(), queued.terms().limitPrice(),
            context);
        Quote quote = context.market().quote(queued.terms().instrument());
        boolean buysAtMarket = queued.terms().limitPrice() == null && queued.terms().side() == Side.BUY;
        if (buysAtMarket && quote.ask().compareTo(queued.terms().reservePrice()) > 0) {
            // It would cost more than what is kept for it, and other orders rest on that being enough.
            decision = new Denied(DenialReason.PRICE_COLLAR, "while it waited the price ran to "
                + quote.ask() + ", reserved is " + queued.terms().reservePrice());
        }
        return approvedOrDenied(draft, decision, context);
    }

    /** Checks new terms for an existing order as if the order itself were not there. */
    RiskDecision recheck(Order order, Quantity quantity, Price limitPrice, DeskContext context) {
        OrderTerms terms = order.terms();
        AccountRules account = rules.accounts().get(terms.account());
        if (account == null) {
            return new Denied(DenialReason.UNKNOWN_ACCOUNT, "not in conf/accounts.yaml any more");
        }
        Account held = state.account(terms.account());
        Reservations reserved = state.reservations(terms.account());
        reserved.remove(order);
        try {
            Quantity rest = quantity.minusDownToZero(order.cumulative());
            return PreTradeRule.check(new OrderCheck(rules.instruments().get(terms.instrument()),
                terms.side(), rest, limitPrice, context.market().quote(terms.instrument()),
                state.tradingState(terms.account()), held.position(terms.instrument()).quantity(),
                reserved.buying(terms.instrument()), reserved.selling(terms.instrument()),
                held.cash().amount().subtract(reserved.cash()), 0, reserved.openOrders()), account.limits());
        } finally {
            reserved.add(order);
        }
    }

    private OrderDraft approvedOrDenied(OrderDraft draft, RiskDecision decision, DeskContext context) {
        Instant now = context.now();
        if (decision instanceof Denied denied) {
            return draft.add(new OrderDenied(draft.order().clOrdId(), denied.reason(), denied.detail(), now));
        }
        if (!context.mayPlace()) {
            return draft.add(new OrderQueued(draft.order().clOrdId(), now.plus(rules.queueTime()), now));
        }
        return draft.send(context, rules.sendWindow());
    }

    private OrderCheck check(SubmitOrder command, AccountRules account, DeskContext context) {
        Account held = state.account(command.account());
        Reservations reserved = state.reservations(command.account());
        BigDecimal freeCash = held.cash().amount().subtract(reserved.cash());
        int recent = state.createdSince(command.account(),
            context.now().minus(account.limits().rateWindow()));
        return new OrderCheck(rules.instruments().get(command.instrument()), command.side(),
            command.quantity(), command.limitPrice(), context.market().quote(command.instrument()),
            state.tradingState(command.account()), held.position(command.instrument()).quantity(),
            reserved.buying(command.instrument()), reserved.selling(command.instrument()), freeCash, recent,
            reserved.openOrders());
    }
}
