package dev.holdfast.venuesim.engine;

/** How long an order may wait: until cancelled, not at all, or all at once and not at all. */
public enum TimeInForce {
    GTC, IOC, FOK
}
