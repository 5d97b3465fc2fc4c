package dev.holdfast.trading.order;

/** Why we refused an order ourselves, before any venue saw it (requirement D4). */
public enum DenialReason {
    HALTED, REDUCE_ONLY, UNKNOWN_ACCOUNT, UNKNOWN_INSTRUMENT, OFF_TICK, OFF_LOT, MIN_QUANTITY, MAX_QUANTITY,
    MIN_NOTIONAL, MAX_NOTIONAL, PRICE_COLLAR, ORDER_RATE, MAX_OPEN_ORDERS, MAX_POSITION, BUYING_POWER,
    SHORT_SALE, NO_LIVE_MARKET, SEND_WITHHELD
}
