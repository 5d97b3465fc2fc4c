package dev.holdfast.trading.order;

/** Where an order stands. The legal moves are in {@link Order#apply}. */
public enum OrderStatus {
    /** Journalled, not yet checked. */
    CREATED,
    /** Approved; no venue answers, so it waits, for a bounded time. */
    QUEUED,
    /** The intent to send is journalled; the venue has not answered yet. */
    SUBMITTED,
    /** It may or may not be at the venue; only evidence from the venue ends this. */
    UNKNOWN,
    /** The venue has it in its book. */
    WORKING,
    /** Some of it traded, the rest works. */
    PARTIALLY_FILLED,
    /** Refused by us; never sent. */
    DENIED,
    /** Refused by the venue. */
    REJECTED,
    /** Ended by a cancel, ours or the venue's. */
    CANCELED,
    /** Ended by time. */
    EXPIRED,
    /** All of it traded. */
    FILLED;

    public boolean isTerminal() {
        return switch (this) {
            case DENIED, REJECTED, CANCELED, EXPIRED, FILLED -> true;
            case CREATED, QUEUED, SUBMITTED, UNKNOWN, WORKING, PARTIALLY_FILLED -> false;
        };
    }

    /** True if it may trade at the venue now: it counts for reservations, cancels and reconciliation. */
    public boolean isLive() {
        return switch (this) {
            case SUBMITTED, UNKNOWN, WORKING, PARTIALLY_FILLED -> true;
            case CREATED, QUEUED, DENIED, REJECTED, CANCELED, EXPIRED, FILLED -> false;
        };
    }
}
