package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.Flatten;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.FlattenEnded;
import dev.holdfast.trading.order.DeskEvent.FlattenRequested;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.risk.RiskLimits;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings an account to zero (requirement D5): cancels what is open, closes what it holds with MARKET orders
 * within its limits, sells a long and buys back a short, and ends when nothing closable is left and nothing
 * is open. Until then the account may only reduce.
 *
 * <p>Closable is the position less what open and UNKNOWN orders may still close (ownership rule 16), in whole
 * lots. What is below the smallest quantity or the smallest value of the venue is not closable: it stays as
 * dust, and the flatten ends. While the venue, the quote or a limit stands in the way the flatten waits.
 *
 * <p>A halt wins: it refuses a new flatten, and one under way waits and goes on after the resume.
 */
final class FlattenRule {
    private final DeskRules rules;
    private final DeskState state;
    private final SubmitRule submit;

    FlattenRule(DeskRules rules, DeskState state, SubmitRule submit) {
        this.rules = rules;
        this.state = state;
        this.submit = submit;
    }

    Decision request(Flatten command, DeskContext context) {
        AccountId account = command.account();
        if (state.account(account) == null || !rules.accounts().containsKey(account)) {
            return Decision.refused("no account '" + account + "' in conf/accounts.yaml");
        }
        if (state.tradingState(account) == TradingState.HALTED) {
            return Decision.refused("trading is halted, and a halt cancels all; to close positions resume"
                + " first, to REDUCE_ONLY at least");
        }
        if (state.flattening(account) != null) {
            return Decision.doneBefore();
        }
        Instant moment = unused(account, context.now());
        List<DeskEvent> events = new ArrayList<>();
        events.add(new FlattenRequested(account, command.by(), moment));
        for (Order order : openOf(account)) {
            if (order.pending().kind() != PendingRequest.Kind.CANCEL) {
                events.add(new CancelRequested(order.clOrdId(), command.by(), moment));
            }
        }
        return new Decision(events, OrderReply.done());
    }

    /** A flatten's orders are named by its moment, and under a clock that is behind time stands still. */
    private Instant unused(AccountId account, Instant now) {
        Instant moment = now;
        while (isUsed(new Flattening(account, null, moment, 0))) {
            moment = moment.plusNanos(1);
        }
        return moment;
    }

    private boolean isUsed(Flattening flattening) {
        return rules.instruments().keySet().stream().anyMatch(id ->
            state.book().order(flattening.closingOrder(id, 1)) != null);
    }

    /** One step of each flatten: one closing order at most for each account, so that each is checked. */
    List<DeskEvent> passTime(DeskContext context) {
        List<DeskEvent> events = new ArrayList<>();
        for (Flattening flattening : state.flattenings()) {
            if (state.tradingState(flattening.account()) != TradingState.HALTED) {
                events.addAll(step(flattening, context));
            }
        }
        return events;
    }

    private List<DeskEvent> step(Flattening flattening, DeskContext context) {
        Account account = state.account(flattening.account());
        AccountRules rule = rules.accounts().get(flattening.account());
        boolean waits = rule == null || lastFailedJustNow(flattening, account, context);
        boolean closable = false;
        for (InstrumentId instrument : account.positions().keySet()) {
            SubmitOrder close = rule == null ? null : closing(flattening, instrument, rule, context);
            closable |= close != null;
            List<DeskEvent> sent = close == null || waits ? List.of() : tried(close, rule, context);
            if (!sent.isEmpty()) {
                return sent;
            }
        }
        boolean over = rule != null && !closable && openOf(account.id()).isEmpty()
            && state.book().endedButAsked().stream().noneMatch(order -> isOf(account.id(), order));
        return over ? List.of(new FlattenEnded(account.id(), context.now())) : List.of();
    }

    /** A venue that refused the last closing order without a fill is not asked the same at once again. */
    private boolean lastFailedJustNow(Flattening flattening, Account account, DeskContext context) {
        return account.positions().keySet().stream()
            .map(id -> state.book().order(flattening.closingOrder(id, flattening.attempts())))
            .anyMatch(last -> last != null && last.status().isTerminal() && last.cumulative().isZero()
                && context.now().isBefore(last.changedAt().plus(rules.quietTime())));
    }

    /** What is denied is not journalled: it would be denied again at every step until the cause is gone. */
    private List<DeskEvent> tried(SubmitOrder close, AccountRules rule, DeskContext context) {
        if (!context.mayPlace()) {
            return List.of();
        }
        OrderDraft draft = submit.create(close, rule, context);
        return draft.order().status() == OrderStatus.DENIED ? List.of() : draft.events();
    }

    /** The next closing order of an instrument; null if nothing of it is closable. */
    private SubmitOrder closing(Flattening flattening, InstrumentId id, AccountRules rule,
                                DeskContext context) {
        Instrument instrument = rules.instruments().get(id);
        BigDecimal held = state.account(rule.id()).position(id).quantity();
        Side side = held.signum() > 0 ? Side.SELL : Side.BUY;
        Quantity whole = instrument == null ? Quantity.ZERO
            : instrument.floorToLot(held.abs().subtract(mayStillClose(rule.id(), id, side)));
        if (whole.isZero() || whole.compareTo(instrument.minQuantity()) < 0) {
            return null;
        }
        Quote quote = context.market().quote(id);
        Price price = quote == null ? null : side == Side.SELL ? quote.bid() : quote.ask();
        if (price != null && price.times(whole).compareTo(instrument.minNotional()) < 0) {
            return null;
        }
        return new SubmitOrder(flattening.closingOrder(id, flattening.attempts() + 1), rule.id(), id, side,
            OrderType.MARKET, TimeInForce.GTC, price == null ? whole : slice(whole, price, instrument,
            rule.limits()), null, Origin.flatten(flattening.by()));
    }

    /** What open orders may still take of the position, and those that showed up after their end. */
    private BigDecimal mayStillClose(AccountId account, InstrumentId instrument, Side side) {
        Reservations reserved = state.reservations(account);
        BigDecimal open = side == Side.SELL ? reserved.selling(instrument) : reserved.buying(instrument);
        for (Order order : state.book().endedButAsked()) {
            boolean counts = isOf(account, order) && order.terms().instrument().equals(instrument)
                && order.terms().side() == side;
            open = counts ? open.add(order.unfilled().value()) : open;
        }
        return open;
    }

    /** No more than one order may be; the next step closes the next slice. */
    private static Quantity slice(Quantity whole, Price price, Instrument instrument, RiskLimits limits) {
        // A MARKET buy is valued at the quote plus the collar, so the slice leaves room for it.
        BigDecimal valued = price.value().multiply(BigDecimal.ONE.add(
            limits.priceCollarPercent().movePointLeft(2)));
        BigDecimal byValue = limits.maxOrderNotional().amount().divide(valued, MathContext.DECIMAL64);
        BigDecimal most = whole.value().min(limits.maxOrderQuantity().value())
            .min(instrument.maxQuantity().value()).min(byValue);
        Quantity slice = instrument.floorToLot(most);
        return slice.isZero() ? whole : slice;
    }

    private List<Order> openOf(AccountId account) {
        return state.book().open().stream().filter(order -> isOf(account, order)).toList();
    }

    private static boolean isOf(AccountId account, Order order) {
        return order.terms().account().equals(account);
    }
}
