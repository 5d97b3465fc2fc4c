package dev.holdfast.trading.order;

/** FIX tag 40, as far as it is offered (requirement D6). */
public enum OrderType {
    /** Takes what is there, at any price; has no limit price. */
    MARKET,
    /** Trades at its limit price or better. */
    LIMIT
}
