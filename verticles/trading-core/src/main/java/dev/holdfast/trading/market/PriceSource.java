package dev.holdfast.trading.market;

/**
 * Who tells a price, best first (requirement A3.4). What two sources tell is never in one book nor in one row
 * of bars: two providers differ, and a step between them would look like a move of the market.
 */
public enum PriceSource {
    /** The streams of the venue that we trade at. */
    VENUE,
    /** The streams of another provider, while those of the venue are not to be had. */
    BACKUP,
    /** Nobody any more: it is the last price known, told again and always STALE. */
    CACHE
}
