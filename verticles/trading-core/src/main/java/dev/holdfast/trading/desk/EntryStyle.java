package dev.holdfast.trading.desk;

/** The kind of order an entry signal becomes. */
public enum EntryStyle {
    /** MARKET: fills at once, whatever the price. */
    MARKET,
    /** LIMIT IOC at the far edge of the price collar: fills at once, at a bounded price. */
    AGGRESSIVE_LIMIT,
    /** LIMIT GTC at the best bid: waits in the queue and may never fill. */
    PASSIVE_LIMIT
}
