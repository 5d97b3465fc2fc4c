package dev.holdfast.persistence.fold;

import dev.holdfast.trading.order.ClOrdId;

/** The journal names an order that a fold with {@link History#RECENT} does not know, and another may. */
public final class OrderNotLoaded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OrderNotLoaded(ClOrdId id) {
        super("order " + id + " ended long ago and is in the journal again: older orders must be loaded",
            null, false, false);
    }
}
