package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.ActOnSignal;
import dev.holdfast.trading.desk.DeskCommand.ConsumeSignals;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.SignalsConsumed;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.signal.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a signal into orders: for each account that follows the strategy at most one, whose id derives from
 * the signal, so that the same signal heard twice makes one order (requirement D3).
 */
final class SignalRule {
    private final DeskRules rules;
    private final DeskState state;
    private final SubmitRule submit;

    SignalRule(DeskRules rules, DeskState state, SubmitRule submit) {
        this.rules = rules;
        this.state = state;
        this.submit = submit;
    }

    Decision act(ActOnSignal command, DeskContext context) {
        Signal signal = command.signal();
        if (!context.now().isBefore(signal.expiresAt())) {
            return Decision.NOTHING;
        }
        List<DeskEvent> events = new ArrayList<>();
        for (Account account : state.accounts()) {
            AccountRules follower = rules.accounts().get(account.id());
            if (follower != null && follower.strategies().contains(signal.strategy())) {
                events.addAll(eventsFor(signal, follower, account, context));
            }
        }
        return new Decision(events, null);
    }

    /** Journalled only where it moves on, so that a signal heard again leaves no trace. */
    Decision consume(ConsumeSignals command, DeskContext context) {
        return command.nextOffset() <= state.nextSignalOffset(command.partition()) ? Decision.NOTHING
            : new Decision(List.of(new SignalsConsumed(command.partition(), command.nextOffset(),
                context.now())), null);
    }

    private List<DeskEvent> eventsFor(Signal signal, AccountRules follower, Account account,
                                      DeskContext context) {
        ClOrdId id = ClOrdId.derived(account.id(), signal.strategy(), signal.signalId(), "leg 0",
            "attempt 0");
        Instrument instrument = rules.instruments().get(signal.instrument());
        if (state.book().order(id) != null || instrument == null) {
            return List.of();
        }
        return switch (signal.action()) {
            case ENTER_LONG -> enter(signal, follower, account, id, context);
            case EXIT -> exit(signal, follower, account, id, context);
        };
    }

    private List<DeskEvent> enter(Signal signal, AccountRules follower, Account account, ClOrdId id,
                                  DeskContext context) {
        Instrument instrument = rules.instruments().get(signal.instrument());
        Quote quote = context.market().quote(signal.instrument());
        Reservations reserved = state.reservations(account.id());
        boolean holds = closable(account, instrument).compareTo(instrument.minQuantity()) >= 0;
        if (quote == null || holds || reserved.buying(instrument.id()).signum() > 0) {
            return List.of();
        }
        Money equity = account.equity(held -> mid(held, context));
        Quantity quantity = follower.sizing().size(instrument, equity, quote.ask(), signal.volatility());
        if (quantity.isZero()) {
            return List.of();
        }
        return submit.create(entry(signal, follower, id, quantity, quote), follower, context).events();
    }

    private SubmitOrder entry(Signal signal, AccountRules follower, ClOrdId id, Quantity quantity,
                              Quote quote) {
        Instrument instrument = rules.instruments().get(signal.instrument());
        BigDecimal collar = BigDecimal.ONE.add(follower.limits().priceCollarPercent().movePointLeft(2));
        BigDecimal edge = quote.ask().value().multiply(collar);
        Price limit = switch (follower.entryStyle()) {
            case MARKET -> null;
            case AGGRESSIVE_LIMIT -> instrument.roundToTick(edge, RoundingMode.DOWN);
            case PASSIVE_LIMIT -> quote.bid();
        };
        TimeInForce time = follower.entryStyle() == EntryStyle.AGGRESSIVE_LIMIT ? TimeInForce.IOC
            : TimeInForce.GTC;
        return new SubmitOrder(id, follower.id(), instrument.id(), Side.BUY,
            limit == null ? OrderType.MARKET : OrderType.LIMIT, time, quantity, limit,
            Origin.signal(signal.strategy(), signal.signalId()));
    }

    /** Cancels open buys of the strategy and sells what is held and not yet on offer. */
    private List<DeskEvent> exit(Signal signal, AccountRules follower, Account account, ClOrdId id,
                                 DeskContext context) {
        List<DeskEvent> events = new ArrayList<>(cancelOpenBuys(signal, account, context));
        Instrument instrument = rules.instruments().get(signal.instrument());
        Quantity quantity = closable(account, instrument);
        if (quantity.compareTo(instrument.minQuantity()) >= 0) {
            events.addAll(submit.create(new SubmitOrder(id, account.id(), instrument.id(), Side.SELL,
                OrderType.MARKET, TimeInForce.GTC, quantity, null,
                Origin.signal(signal.strategy(), signal.signalId())), follower, context).events());
        }
        return events;
    }

    private List<DeskEvent> cancelOpenBuys(Signal signal, Account account, DeskContext context) {
        List<DeskEvent> events = new ArrayList<>();
        for (Order order : state.book().open()) {
            boolean ours = order.terms().account().equals(account.id())
                && order.terms().instrument().equals(signal.instrument())
                && signal.strategy().equals(order.terms().origin().strategy());
            if (ours && order.terms().side() == Side.BUY
                && order.pending().kind() != PendingRequest.Kind.CANCEL) {
                events.add(new CancelRequested(order.clOrdId(), "exit signal", context.now()));
            }
        }
        return events;
    }

    private Quantity closable(Account account, Instrument instrument) {
        BigDecimal held = account.position(instrument.id()).quantity();
        return instrument.floorToLot(held.subtract(
            state.reservations(account.id()).selling(instrument.id())));
    }

    private static BigDecimal mid(InstrumentId instrument, DeskContext context) {
        Quote quote = context.market().quote(instrument);
        return quote == null ? null : quote.mid().value();
    }
}
