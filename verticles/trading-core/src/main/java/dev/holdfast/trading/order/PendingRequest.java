package dev.holdfast.trading.order;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;

/**
 * What was asked of the venue about a live order and is not answered yet: the second axis of its state.
 *
 * @param unresolved true if the answer is overdue or was ambiguous: it is asked again, never assumed
 * @param quantity   of a REPLACE: the whole new quantity; else null
 * @param limitPrice of a REPLACE of a LIMIT order; else null
 */
public record PendingRequest(Kind kind, boolean unresolved, Quantity quantity, Price limitPrice) {
    /** Nothing asked. */
    public static final PendingRequest NONE = new PendingRequest(Kind.NONE, false, null, null);
    /** A cancel was asked. */
    public static final PendingRequest CANCEL = new PendingRequest(Kind.CANCEL, false, null, null);

    /** The kinds of request. */
    public enum Kind { NONE, CANCEL, REPLACE }

    public static PendingRequest replace(Quantity quantity, Price limitPrice) {
        return new PendingRequest(Kind.REPLACE, false, quantity, limitPrice);
    }

    public boolean isNone() {
        return kind == Kind.NONE;
    }

    PendingRequest asUnresolved() {
        return new PendingRequest(kind, true, quantity, limitPrice);
    }
}
