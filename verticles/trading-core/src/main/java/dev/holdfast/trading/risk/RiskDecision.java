package dev.holdfast.trading.risk;

import dev.holdfast.trading.order.DenialReason;

/** The answer of the pre-trade rules. */
public sealed interface RiskDecision {
    /** May be sent. */
    record Approved() implements RiskDecision {
    }

    /** Must not be sent. {@code detail} names the value, the limit and the instrument. */
    record Denied(DenialReason reason, String detail) implements RiskDecision {
    }
}
