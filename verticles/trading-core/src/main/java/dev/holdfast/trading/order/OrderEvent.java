package dev.holdfast.trading.order;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;

/** A fact about one order. {@link Order#apply} says from which status each is legal. */
public sealed interface OrderEvent extends DeskEvent {
    ClOrdId clOrdId();

    /** The order exists here. */
    record OrderCreated(ClOrdId clOrdId, OrderTerms terms, Instant at) implements OrderEvent {
    }

    /** We refused it. */
    record OrderDenied(ClOrdId clOrdId, DenialReason reason, String detail, Instant at)
        implements OrderEvent {
    }

    /** No venue answers: it waits until {@code timeToLive}. */
    record OrderQueued(ClOrdId clOrdId, Instant timeToLive, Instant at) implements OrderEvent {
    }

    /**
     * We are about to send this revision, once. Journalled before the socket sees a byte.
     *
     * @param venueClientId the client id sent
     * @param quantity      the quantity sent: for a later revision what is left of the whole
     * @param requestTime   the time that is signed, the venue's clock
     * @param expiresAt     the venue refuses it from then on, the venue's clock
     * @param session       the venue session it may use
     */
    record SendAttempted(ClOrdId clOrdId, int revision, String venueClientId, Quantity quantity,
                         Price limitPrice, Instant requestTime, Instant expiresAt, String session, Instant at)
        implements OrderEvent {
    }

    /** The bytes never left: a check right before the write failed. */
    record SendWithheld(ClOrdId clOrdId, String why, Instant at) implements OrderEvent {
    }

    /** The venue has it in its book. */
    record OrderAccepted(ClOrdId clOrdId, String venueOrderId, Instant venueTime, Instant at)
        implements OrderEvent {
    }

    /** The venue refused it. */
    record OrderRejected(ClOrdId clOrdId, String text, Instant at) implements OrderEvent {
    }

    /** It traded; legal in every status but before a send, as fills may be late. */
    record OrderFilled(ClOrdId clOrdId, Fill fill, Instant at) implements OrderEvent {
    }

    /** An execution that the venue took back. */
    record FillBusted(ClOrdId clOrdId, String execId, Instant at) implements OrderEvent {
    }

    /** An execution that the venue changed; {@code fill.execId} names it. */
    record FillCorrected(ClOrdId clOrdId, Fill fill, Instant at) implements OrderEvent {
    }

    /** What an IOC, FOK or MARKET order could not trade at once was canceled by the venue. */
    record RemainderCanceled(ClOrdId clOrdId, Instant at) implements OrderEvent {
    }

    /** Its time ended: at the venue, or in our queue. */
    record OrderExpired(ClOrdId clOrdId, Instant at) implements OrderEvent {
    }

    /** Timeout, disconnect, failover or a lost fill: where it stands is not known. Not a rejection. */
    record OutcomeUnknown(ClOrdId clOrdId, String cause, Instant at) implements OrderEvent {
    }

    /** The venue was asked and answered; ends UNKNOWN. */
    record StatusReported(ClOrdId clOrdId, OrderStatus status, String venueOrderId, String evidence,
                          Instant at) implements OrderEvent {
    }

    /** Two negative answers past the fence prove that it never reached the venue; ends UNKNOWN. */
    record ProvenAbsent(ClOrdId clOrdId, String evidence, Instant at) implements OrderEvent {
    }

    /** A person settled it with evidence; ends UNKNOWN. */
    record OperatorResolved(ClOrdId clOrdId, OrderStatus status, String evidence, String by, Instant at)
        implements OrderEvent {
    }

    /** A live order that the venue does not list: asked about, never assumed gone. */
    record MissingAtVenue(ClOrdId clOrdId, Instant at) implements OrderEvent {
    }

    /** A cancel is about to be sent. */
    record CancelRequested(ClOrdId clOrdId, String by, Instant at) implements OrderEvent {
    }

    /** The cancel happened. */
    record CancelConfirmed(ClOrdId clOrdId, Instant at) implements OrderEvent {
    }

    /** The venue refused the cancel, or the cancel of a replace; the order goes on. */
    record CancelRejected(ClOrdId clOrdId, String text, Instant at) implements OrderEvent {
    }

    /** A replace is about to begin with a cancel of the current revision. */
    record ReplaceRequested(ClOrdId clOrdId, Quantity quantity, Price limitPrice, String by, Instant at)
        implements OrderEvent {
    }

    /** The old revision is gone, the new terms hold; a SendAttempted follows unless nothing is left. */
    record OrderReplaced(ClOrdId clOrdId, Quantity quantity, Price limitPrice, Instant at)
        implements OrderEvent {
    }

    /** The pending request got no clear answer; it is asked again. */
    record RequestUnresolved(ClOrdId clOrdId, String cause, Instant at) implements OrderEvent {
    }

    /** An order of nobody here was found at the venue and taken in, so that its fills count. */
    record ExternalOrderAdopted(ClOrdId clOrdId, OrderTerms terms, String venueOrderId, Instant at)
        implements OrderEvent {
    }
}
