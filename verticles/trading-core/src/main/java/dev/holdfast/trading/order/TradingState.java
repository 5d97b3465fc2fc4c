package dev.holdfast.trading.order;

/** What may be sent (requirement D4). Ordered from free to strict: of two, the stricter holds. */
public enum TradingState {
    /** Everything within the limits. */
    ACTIVE,
    /** Only orders that make a position smaller. */
    REDUCE_ONLY,
    /** No order at all; cancels still go. */
    HALTED;

    public TradingState stricter(TradingState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
