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
 * {@link IllegalMove} on every other one.
 *
 * @param pending        what was asked about it and is not answered
 * @param revision       1, and one more for each replace
 * @param venueOrderId   the venue's name for the current revision; null until the venue gave one
 * @param cumulative     all that was filled, over all revisions
 * @param filledNotional price times quantity over all fills
 * @param changedAt      time of the last event
 * @param reason         why it was denied, rejected or is unknown; null otherwise
 */
public record Order(OrderTerms terms, OrderStatus status, PendingRequest pending, int revision,
                    String venueOrderId, Quantity cumulative, Money filledNotional, Instant changedAt,
                    String reason) {
    private static final Set<OrderStatus> RESTING = EnumSet.of(WORKING, PARTIALLY_FILLED);
    private static final Set<OrderStatus> AT_VENUE = EnumSet.of(SUBMITTED, WORKING, PARTIALLY_FILLED);
    private static final Set<OrderStatus> LIVE = EnumSet.of(SUBMITTED, UNKNOWN, WORKING, PARTIALLY_FILLED);
    private static final Set<OrderStatus> SENT = EnumSet.of(SUBMITTED, UNKNOWN, WORKING, PARTIALLY_FILLED,
        REJECTED, CANCELED, EXPIRED, FILLED);

    static Order created(OrderTerms terms, Instant at) {
        return new Order(terms, CREATED, PendingRequest.NONE, 1, null, Quantity.ZERO, Money.ZERO, at, null);
    }

    static Order adopted(ExternalOrderAdopted e) {
        return created(e.terms(), e.at()).withVenueOrderId(e.venueOrderId()).with(WORKING, e.at(), null);
    }

    public ClOrdId clOrdId() {
        return terms.clOrdId();
    }

    /** What may still trade: quantity − cumulative while live, else nothing (invariant 1). */
    public Quantity leaves() {
        return status.isTerminal() ? Quantity.ZERO : terms.quantity().minusDownToZero(cumulative);
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
            case OrderDenied e -> to(e, DENIED, EnumSet.of(CREATED, QUEUED), e.reason() + ": " + e.detail());
            case OrderQueued e -> to(e, QUEUED, EnumSet.of(CREATED), null);
            case SendAttempted e -> sent(e);
            case SendWithheld e -> to(e, DENIED, EnumSet.of(SUBMITTED), e.why()).settled();
            case OrderAccepted e -> to(e, resting(), EnumSet.of(SUBMITTED), null)
                .withVenueOrderId(e.venueOrderId());
            case OrderRejected e -> to(e, REJECTED, AT_VENUE, e.text()).settled();
            case OrderFilled e -> filled(e, e.fill());
            case RemainderCanceled e -> to(e, CANCELED, LIVE, null).settled();
            case OrderExpired e -> to(e, EXPIRED,
                EnumSet.of(QUEUED, SUBMITTED, UNKNOWN, WORKING, PARTIALLY_FILLED), null).settled();
            case OutcomeUnknown e -> to(e, UNKNOWN, AT_VENUE, e.cause());
            case MissingAtVenue e -> to(e, UNKNOWN, RESTING, "missing at the venue");
            case StatusReported e -> to(e, e.status(), EnumSet.of(UNKNOWN), null)
                .withVenueOrderId(e.venueOrderId()).settledIfTerminal();
            case ProvenAbsent e -> to(e, cumulative.isZero() ? REJECTED : CANCELED, EnumSet.of(UNKNOWN),
                e.evidence()).settled();
            case OperatorResolved e -> to(e, terminal(e), EnumSet.of(UNKNOWN), e.evidence()).settled();
            case CancelRequested e -> status == QUEUED ? to(e, CANCELED, EnumSet.of(QUEUED), null)
                : to(e, status, LIVE, reason).asking(PendingRequest.CANCEL);
            case CancelConfirmed e -> to(e, CANCELED, LIVE, null).settled();
            case CancelRejected e -> to(e, status, EnumSet.of(WORKING, PARTIALLY_FILLED), e.text()).settled();
            case ReplaceRequested e -> to(e, status, RESTING, reason)
                .asking(PendingRequest.replace(e.quantity(), e.limitPrice()));
            case OrderReplaced e -> replaced(e);
            case RequestUnresolved e -> to(e, status, LIVE, e.cause()).asking(pending.asUnresolved());
            case FillBusted e -> throw new IllegalMove("a bust needs its fill: use busted()");
            case FillCorrected e -> throw new IllegalMove("a correction needs its fill: use corrected()");
        };
    }

    /** The order without an execution that the venue took back; a filled order stays ended. */
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
        require(SENT, event);
        return new Order(terms, status, pending, revision, venueOrderId, total, notional, event.at(), reason);
    }

    private Order sent(SendAttempted e) {
        boolean first = e.revision() == 1;
        require(first ? EnumSet.of(CREATED, QUEUED) : RESTING, e);
        if (e.revision() != revision) {
            throw new IllegalMove(clOrdId() + ": revision " + e.revision() + " sent, " + revision + " due");
        }
        return with(SUBMITTED, e.at(), null);
    }

    /** A fill is the truth in whatever status it finds the order; only one never sent cannot have any. */
    private Order filled(OrderFilled e, Fill fill) {
        require(SENT, e);
        Quantity total = cumulative.plus(fill.quantity());
        boolean done = total.compareTo(terms.quantity()) >= 0;
        OrderStatus next = done ? FILLED : status.isTerminal() ? status : PARTIALLY_FILLED;
        Order filled = new Order(terms, next, pending, revision, fill.venueOrderId(), total,
            filledNotional.plus(fill.notional()), e.at(), done ? null : reason);
        return done ? filled.settled() : filled;
    }

    private Order replaced(OrderReplaced e) {
        require(RESTING, e);
        boolean nothingLeft = e.quantity().compareTo(cumulative) <= 0;
        OrderTerms revised = terms.revised(e.quantity(), e.limitPrice());
        return new Order(revised, nothingLeft ? FILLED : status, PendingRequest.NONE, revision + 1, null,
            cumulative, filledNotional, e.at(), null);
    }

    private OrderStatus resting() {
        return cumulative.isZero() ? WORKING : PARTIALLY_FILLED;
    }

    private static OrderStatus terminal(OperatorResolved e) {
        if (!e.status().isTerminal()) {
            throw new IllegalMove("an operator resolves to an end, not to " + e.status());
        }
        return e.status();
    }

    private Order to(OrderEvent event, OrderStatus next, Set<OrderStatus> legalFrom, String why) {
        require(legalFrom, event);
        return with(next, event.at(), why);
    }

    private void require(Set<OrderStatus> legalFrom, OrderEvent event) {
        if (!legalFrom.contains(status)) {
            throw illegal(event);
        }
    }

    private IllegalMove illegal(OrderEvent event) {
        return new IllegalMove(clOrdId() + ": " + event.getClass().getSimpleName() + " while " + status);
    }

    private Order with(OrderStatus next, Instant at, String why) {
        return new Order(terms, next, pending, revision, venueOrderId, cumulative, filledNotional, at, why);
    }

    private Order asking(PendingRequest request) {
        return new Order(terms, status, request, revision, venueOrderId, cumulative, filledNotional,
            changedAt, reason);
    }

    private Order settled() {
        return asking(PendingRequest.NONE);
    }

    private Order settledIfTerminal() {
        return status.isTerminal() ? settled() : this;
    }

    private Order withVenueOrderId(String id) {
        return new Order(terms, status, pending, revision, id == null ? venueOrderId : id, cumulative,
            filledNotional, changedAt, reason);
    }
}
