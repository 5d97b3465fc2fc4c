package dev.holdfast.trading.order;

/** How long an order stays (FIX tag 59, requirement D6). */
public enum TimeInForce {
    /** Good till canceled. */
    GTC,
    /** Immediate or cancel: what does not trade at once is canceled. */
    IOC,
    /** Fill or kill: all at once or nothing. */
    FOK,
    /** Canceled by us at the end of the UTC day, as the venue knows no such order. */
    DAY;

    /** True if the order cannot rest in the book. */
    public boolean isImmediate() {
        return this == IOC || this == FOK;
    }
}
