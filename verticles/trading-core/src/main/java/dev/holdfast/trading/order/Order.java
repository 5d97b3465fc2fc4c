package dev.holdfast.trading.order;

import static dev.holdfast.trading.order.OrderStatus.CANCELED;
import static dev.holdfast.trading.order.OrderStatus.CREATED;
import static dev.holdfast.trading.order.OrderStatus.DENIED;
import static dev.holdfast.trading.order.OrderStatus.EXPIRED;
import static dev.holdfast.trading.order.OrderStatus.FILLED;
import static dev.holdfast.trading.order.OrderStatus.PARTIALLY_FILLED;
import static dev.holdfast.trading.order.OrderStatus.QUEUED;
import static dev.holdfast.trading.order.OrderStatus.REJECTED;
import static dev.holdfast.trading.order.OrderStatus.SUBMITTED;
import static dev.holdfast.trading.order.OrderStatus.UNKNOWN;
import static dev.holdfast.trading.order.OrderStatus.WORKING;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.CancelRejected;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.ExternalOrderAdopted;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.MissingAtVenue;
import dev.holdfast.trading.order.OrderEvent.OperatorResolved;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderExpired;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.OrderQueued;
import dev.holdfast.trading.order.OrderEvent.OrderRejected;
import dev.holdfast.trading.order.OrderEvent.OrderReplaced;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.ProvenAbsent;
import dev.holdfast.trading.order.OrderEvent.RemainderCanceled;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderEvent.SendWithheld;
import dev.holdfast.trading.order.OrderEvent.StatusReported;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * One order as the fold of its events. Immutable; {@link #apply} is the table of legal moves and throws
 * {@link IllegalMove} on every other one. An ended order never lives again: what the venue shows of it after
 * all is booked, and canceled where it may still trade, with the end left as it is.
 *
 * @param pending        what was asked about it and is not answered
 * @param revision       1, and one more for each replace
 * @param venueOrderId   the venue's name for the current revision; null until the venue gave one
 * @param cumulative     all that was filled, over all revisions
 * @param filledNotional price times quantity over all fills
 * @param changedAt      time of the last event that was more than our asking
 * @param askedAt        when the venue was last asked to cancel or replace it; null if never
 * @param endedUnseen    true if it ended without the venue's word: refused, withheld, withdrawn from the
 *                       queue, proven absent or settled by an operator
 * @param reason         why it was denied, rejected or is unknown; null otherwise
 */
public record Order(OrderTerms terms, OrderStatus status, PendingRequest pending, int revision,
                    String venueOrderId, Quantity cumulative, Money filledNotional, Instant changedAt,
                    Instant askedAt, boolean endedUnseen, String reason) {
    static final Set<OrderStatus> ONLY_QUEUED = EnumSet.of(QUEUED);
    private static final Set<OrderStatus> ONLY_CREATED = EnumSet.of(CREATED);
    private static final Set<OrderStatus> UNSENT = EnumSet.of(CREATED, QUEUED);
    private static final Set<OrderStatus> ONLY_SUBMITTED = EnumSet.of(SUBMITTED);
    private static final Set<OrderStatus> ONLY_UNKNOWN = EnumSet.of(UNKNOWN);
    static final Set<OrderStatus> RESTING = EnumSet.of(WORKING, PARTIALLY_FILLED);
    static final Set<OrderStatus> AT_VENUE = EnumSet.of(SUBMITTED, WORKING, PARTIALLY_FILLED);
    private static final Set<OrderStatus> LIVE = EnumSet.of(SUBMITTED, UNKNOWN, WORKING, PARTIALLY_FILLED);
    /** DENIED too: one that we held back and the venue executed has moved the position all the same. */
    private static final Set<OrderStatus> FILLABLE = EnumSet.of(SUBMITTED, UNKNOWN, WORKING,
        PARTIALLY_FILLED, DENIED, REJECTED, CANCELED, EXPIRED, FILLED);
    private static final Set<OrderStatus> REPORTABLE = EnumSet.of(WORKING, PARTIALLY_FILLED, FILLED, CANCELED,
        EXPIRED, REJECTED);
    private static final Set<OrderStatus> RESOLVABLE = EnumSet.of(CANCELED, EXPIRED, REJECTED);

    /**
     * The order after an event.
     *
     * @param before null for an order that the event begins
     * @throws IllegalMove if the event is not legal here, or is one that needs the fill it changes
     */
    public static Order after(Order before, OrderEvent event) {
        if (before != null) {
            return before.apply(event);
        }
        return switch (event) {
            case OrderCreated e -> created(e.terms(), e.at());
            case ExternalOrderAdopted e -> adopted(e);
            case OrderEvent e -> throw new IllegalMove(e.getClass().getSimpleName()
                + " for no order here: " + e.clOrdId());
        };
    }

    static Order created(OrderTerms terms, Instant at) {
        return new Order(terms, CREATED, PendingRequest.NONE, 1, null, Quantity.ZERO, Money.ZERO, at, null,
            false, null);
    }

    static Order adopted(ExternalOrderAdopted e) {
        return created(e.terms(), e.at()).withVenueOrderId(e.venueOrderId()).with(WORKING, e.at(), null);
    }

    public ClOrdId clOrdId() {
        return terms.clOrdId();
    }

    /**
     * The client id that the venue has for the current revision: ours, or of an adopted order the foreign
     * one, which its origin keeps.
     */
    public String venueClientId() {
        boolean foreign = revision == 1 && terms.origin().source() == Origin.Source.EXTERNAL;
        return foreign ? terms.origin().by() : clOrdId().venueId(revision);
    }

    /** What may still trade: quantity − cumulative while live, else nothing (invariant 1). */
    public Quantity leaves() {
        return status.isTerminal() ? Quantity.ZERO : terms.quantity().minusDownToZero(cumulative);
    }

    /** What may trade of an order that shows up after it had ended: all that was never filled. */
    public Quantity unfilled() {
        return terms.quantity().minusDownToZero(cumulative);
    }

    /** True if it can only trade at once or not at all, so that it never rests in the venue's book. */
    public boolean endsAtOnce() {
        return terms.type() == OrderType.MARKET || terms.timeInForce().isImmediate();
    }

    /** True if the venue executed more than was asked: applied as it is, and flagged. */
    public boolean isOverfilled() {
        return cumulative.compareTo(terms.quantity()) > 0;
    }

    /** The order after {@code event}. No default: a new event must break the build. */
    Order apply(OrderEvent event) {
        return switch (event) {
            case OrderCreated e -> throw illegal(e);
            case ExternalOrderAdopted e -> throw illegal(e);
            case OrderDenied e -> to(e, DENIED, UNSENT, e.reason() + ": " + e.detail())
                .unseen();
            case OrderQueued e -> to(e, QUEUED, ONLY_CREATED, null);
            case SendAttempted e -> sent(e);
            case SendWithheld e -> to(e, DENIED, ONLY_SUBMITTED, e.why()).unseen();
            case OrderAccepted e -> to(e, resting(), ONLY_SUBMITTED, null)
                .withVenueOrderId(e.venueOrderId());
            case OrderRejected e -> to(e, REJECTED, AT_VENUE, e.text()).settled();
            case OrderFilled e -> filled(e, e.fill());
            case RemainderCanceled e -> to(e, CANCELED, AT_VENUE, null).settled();
            case OrderExpired e -> expired(e);
            case OutcomeUnknown e -> to(e, UNKNOWN, AT_VENUE, e.cause());
            case MissingAtVenue e -> to(e, UNKNOWN, RESTING, "missing at the venue");
            case StatusReported e -> reported(e);
            case ProvenAbsent e -> to(e, cumulative.isZero() ? REJECTED : CANCELED, ONLY_UNKNOWN,
                e.evidence()).unseen();
            case OperatorResolved e -> resolved(e);
            case CancelRequested e -> RequestMoves.cancelRequested(this, e);
            case CancelConfirmed e -> RequestMoves.cancelConfirmed(this, e);
            case CancelRejected e -> RequestMoves.cancelRejected(this, e);
            case ReplaceRequested e -> RequestMoves.replaceRequested(this, e);
            case OrderReplaced e -> replaced(e);
            case RequestUnresolved e -> RequestMoves.unresolved(this, e);
            case FillBusted e -> throw new IllegalMove("a bust needs its fill: use busted()");
            case FillCorrected e -> throw new IllegalMove("a correction needs its fill: use corrected()");
        };
    }

    /** The order without an execution that the venue took back; an ended order stays ended. */
    Order busted(FillBusted event, Fill was) {
        return withFills(cumulative.minusDownToZero(was.quantity()),
            filledNotional.minus(was.notional()), event);
    }

    /** The order with an execution as the venue corrected it. */
    Order corrected(FillCorrected event, Fill was) {
        Quantity total = cumulative.minusDownToZero(was.quantity()).plus(event.fill().quantity());
        Money notional = filledNotional.minus(was.notional()).plus(event.fill().notional());
        return withFills(total, notional, event);
    }

    private Order withFills(Quantity total, Money notional, OrderEvent event) {
        require(FILLABLE, event);
        boolean done = total.compareTo(terms.quantity()) >= 0;
        OrderStatus open = !RESTING.contains(status) ? status : total.isZero() ? WORKING : PARTIALLY_FILLED;
        Order changed = new Order(terms, done ? FILLED : open, pending, revision, venueOrderId, total,
            notional, event.at(), askedAt, endedUnseen, reason);
        return done ? changed.settled() : changed;
    }

    private Order sent(SendAttempted e) {
        boolean first = e.revision() == 1;
        require(first ? UNSENT : RESTING, e);
        if (e.revision() != revision) {
            throw new IllegalMove(clOrdId() + ": revision " + e.revision() + " sent, " + revision + " due");
        }
        return with(SUBMITTED, e.at(), null);
    }

    /** A fill is the truth in whatever status it finds the order; only one never sent cannot have any. */
    private Order filled(OrderFilled e, Fill fill) {
        require(FILLABLE, e);
        Quantity total = cumulative.plus(fill.quantity());
        boolean done = total.compareTo(terms.quantity()) >= 0;
        OrderStatus next = done ? FILLED : status.isTerminal() ? status : PARTIALLY_FILLED;
        Order filled = new Order(terms, next, pending, revision, fill.venueOrderId(), total,
            filledNotional.plus(fill.notional()), e.at(), askedAt, endedUnseen, done ? null : reason);
        return done ? filled.settled() : filled;
    }

    /** In our queue it ends by our clock, the venue never saw it; elsewhere by the venue's word. */
    private Order expired(OrderExpired e) {
        if (status == QUEUED) {
            return to(e, EXPIRED, ONLY_QUEUED, null).unseen();
        }
        return to(e, EXPIRED, AT_VENUE, null).settled();
    }

    private Order reported(StatusReported e) {
        if (!REPORTABLE.contains(e.status())) {
            throw new IllegalMove(clOrdId() + ": no venue reports " + e.status());
        }
        Order known = to(e, e.status(), ONLY_UNKNOWN, null).withVenueOrderId(e.venueOrderId());
        return known.status.isTerminal() ? known.settled() : known;
    }

    /** Not to FILLED: only executions fill an order, else the position would not know of it. */
    private Order resolved(OperatorResolved e) {
        if (!RESOLVABLE.contains(e.status())) {
            throw new IllegalMove(clOrdId() + ": an operator does not resolve to " + e.status());
        }
        return to(e, e.status(), ONLY_UNKNOWN, e.evidence()).unseen();
    }

    private Order replaced(OrderReplaced e) {
        require(RESTING, e);
        if (pending.kind() != PendingRequest.Kind.REPLACE) {
            throw illegal(e);
        }
        boolean nothingLeft = e.quantity().compareTo(cumulative) <= 0;
        OrderTerms revised = terms.revised(e.quantity(), e.limitPrice());
        return new Order(revised, nothingLeft ? FILLED : status, PendingRequest.NONE, revision + 1, null,
            cumulative, filledNotional, e.at(), askedAt, endedUnseen, null);
    }

    private OrderStatus resting() {
        return cumulative.isZero() ? WORKING : PARTIALLY_FILLED;
    }

    Order to(OrderEvent event, OrderStatus next, Set<OrderStatus> legalFrom, String why) {
        require(legalFrom, event);
        return with(next, event.at(), why);
    }

    private void require(Set<OrderStatus> legalFrom, OrderEvent event) {
        if (!legalFrom.contains(status)) {
            throw illegal(event);
        }
    }

    IllegalMove illegal(OrderEvent event) {
        return new IllegalMove(clOrdId() + ": " + event.getClass().getSimpleName() + " while " + status
            + (pending.isNone() ? "" : " with a pending " + pending.kind()));
    }

    Order with(OrderStatus next, Instant at, String why) {
        return new Order(terms, next, pending, revision, venueOrderId, cumulative, filledNotional, at,
            askedAt, endedUnseen, why);
    }

    /** Asking moves no other time: a silent order must not look fresh because we asked about it. */
    Order asking(PendingRequest request, Instant at) {
        return new Order(terms, status, request, revision, venueOrderId, cumulative, filledNotional,
            changedAt, at, endedUnseen, reason);
    }

    Order settled() {
        return asking(PendingRequest.NONE, askedAt);
    }

    /** Ended without the venue's word; nothing is asked about it any more. */
    Order unseen() {
        return new Order(terms, status, PendingRequest.NONE, revision, venueOrderId, cumulative,
            filledNotional, changedAt, askedAt, true, reason);
    }

    private Order withVenueOrderId(String id) {
        return new Order(terms, status, pending, revision, id == null ? venueOrderId : id, cumulative,
            filledNotional, changedAt, askedAt, endedUnseen, reason);
    }
}
