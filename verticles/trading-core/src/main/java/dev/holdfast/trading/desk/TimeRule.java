package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.OrderExpired;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What time alone does to orders, and what a start does to those that were in flight. */
final class TimeRule {
    private final DeskRules rules;
    private final DeskState state;
    private final SubmitRule submit;
    private final FlattenRule flatten;
    private final AskRule ask;

    TimeRule(DeskRules rules, DeskState state, SubmitRule submit, FlattenRule flatten) {
        this.rules = rules;
        this.state = state;
        this.submit = submit;
        this.flatten = flatten;
        this.ask = new AskRule(rules);
    }

    /**
     * One record for all orders that time moves; at most one queued order is released in it, so that each
     * release is checked against the reservations that the one before it left.
     */
    Decision passTime(DeskContext context) {
        List<DeskEvent> events = new ArrayList<>();
        boolean released = false;
        for (Order order : state.book().open()) {
            if (order.status() == OrderStatus.QUEUED) {
                List<DeskEvent> moved = queued(order, context, released);
                released |= !moved.isEmpty();
                events.addAll(moved);
            } else {
                events.addAll(overdue(order, context));
            }
        }
        state.book().endedButAsked().forEach(order -> events.addAll(askedAgain(order, context)));
        events.addAll(flatten.passTime(context));
        return new Decision(events, null);
    }

    /**
     * Every order in flight is of unknown fate, and every pending request unanswered. A cancel that is owed,
     * to a halt above all, is asked for here and not at the next look at time: a resume may come before.
     */
    Decision takeOver(DeskContext context) {
        List<DeskEvent> events = new ArrayList<>();
        for (Order order : state.book().open()) {
            events.addAll(unanswered(order, context.now()));
            events.addAll(cancelIfItMustEnd(order, context));
        }
        state.book().endedButAsked().forEach(order -> events.addAll(unanswered(order, context.now())));
        return new Decision(events, null);
    }

    private static List<DeskEvent> unanswered(Order order, Instant now) {
        List<DeskEvent> events = new ArrayList<>(2);
        if (order.status() == OrderStatus.SUBMITTED) {
            events.add(new OutcomeUnknown(order.clOrdId(), "takeover", now));
        }
        if (!order.pending().isNone() && !order.pending().unresolved()) {
            events.add(new RequestUnresolved(order.clOrdId(), "takeover", now));
        }
        return events;
    }

    private List<DeskEvent> queued(Order order, DeskContext context, boolean oneReleased) {
        String why = whyItMustEnd(order, context);
        if (why != null) {
            return List.of(new CancelRequested(order.clOrdId(), why, context.now()));
        }
        if (!context.now().isBefore(order.changedAt().plus(rules.queueTime()))) {
            return List.of(new OrderExpired(order.clOrdId(), context.now()));
        }
        Quote quote = context.market().quote(order.terms().instrument());
        boolean fresh = quote != null && quote.condition().isTradable();
        return !oneReleased && context.mayPlace() && fresh ? submit.release(order, context).events()
            : List.of();
    }

    private List<DeskEvent> overdue(Order order, DeskContext context) {
        boolean quiet = !context.now().isBefore(order.changedAt().plus(rules.quietTime()));
        boolean owesAnEnd = order.status() == OrderStatus.SUBMITTED
            || order.endsAtOnce() && order.status() != OrderStatus.UNKNOWN;
        if (owesAnEnd && quiet) {
            return List.of(new OutcomeUnknown(order.clOrdId(), "no answer for "
                + rules.quietTime().toMillis() + " ms", context.now()));
        }
        List<DeskEvent> cancel = cancelIfItMustEnd(order, context);
        return cancel.isEmpty() ? askedAgain(order, context) : cancel;
    }

    private List<DeskEvent> cancelIfItMustEnd(Order order, DeskContext context) {
        String why = whyItMustEnd(order, context);
        return why != null && ask.mayCancel(order, context.now())
            ? List.of(new CancelRequested(order.clOrdId(), why, context.now())) : List.of();
    }

    /** Asked again for as long as it takes, at a bounded pace, and not while nobody is there to answer. */
    private List<DeskEvent> askedAgain(Order order, DeskContext context) {
        return context.venueIsUp() && ask.isOverdue(order, context.now())
            ? List.of(new RequestUnresolved(order.clOrdId(), "no answer, asking again", context.now()))
            : List.of();
    }

    /** Null if it may stay. */
    private String whyItMustEnd(Order order, DeskContext context) {
        if (state.tradingState(order.terms().account()) == TradingState.HALTED) {
            return "halted";
        }
        boolean closes = order.terms().origin().source() == Origin.Source.FLATTEN;
        if (!closes && state.flattening(order.terms().account()) != null) {
            return "flatten";
        }
        return isPastItsDay(order, context) ? "end of day" : null;
    }

    private static boolean isPastItsDay(Order order, DeskContext context) {
        LocalDate today = LocalDate.ofInstant(context.now(), ZoneOffset.UTC);
        return order.terms().timeInForce() == TimeInForce.DAY
            && LocalDate.ofInstant(order.terms().createdAt(), ZoneOffset.UTC).isBefore(today);
    }
}
