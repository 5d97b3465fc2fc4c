package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.book.Side;
import java.math.BigDecimal;

/**
 * A well-formed order before any rule was asked. {@code price} is 0 for MARKET; {@code quantity} is 0 when
 * {@code quoteQuantity} (of the quote asset, else null) is given.
 */
public record OrderRequest(
    Instrument instrument, Side side, OrderType type, TimeInForce timeInForce,
    long price, long quantity, BigDecimal quoteQuantity, String clientOrderId) {

    /** Whether the price is left to the book. */
    public boolean isMarket() {
        return type == OrderType.MARKET;
    }
}
