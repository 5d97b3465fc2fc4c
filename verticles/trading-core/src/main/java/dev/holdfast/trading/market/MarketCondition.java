package dev.holdfast.trading.market;

/**
 * Whether an instrument's market data may be acted upon (requirements D1, D2). Ordered from best to worst:
 * a value built from several inputs carries the worst of them.
 */
public enum MarketCondition {
    /** Fresh, in sequence, bid below ask. */
    LIVE,
    /** Nothing was heard for longer than the staleness limit, or the feed is down. */
    STALE,
    /** Best bid at or above best ask: the book cannot be true. */
    CROSSED,
    /** An update is missing; the book is being fetched again. */
    GAPPED;

    public boolean isTradable() {
        return this == LIVE;
    }

    public MarketCondition worst(MarketCondition other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
