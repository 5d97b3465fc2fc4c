package dev.holdfast.venuesim.engine;

/** Order types this venue takes. */
public enum OrderType {
    LIMIT, LIMIT_MAKER, MARKET
}
