package dev.holdfast.wire.message;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import java.time.Instant;

/** An instrument's market became, or stopped being, fit to act upon. */
public record MarketConditionChanged(InstrumentId instrument, MarketCondition condition, String why,
                                     Instant at) {
}
