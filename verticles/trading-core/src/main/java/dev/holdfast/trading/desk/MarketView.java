package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;

/** The newest quote of each instrument, as the shell has heard it. */
@FunctionalInterface
public interface MarketView {
    /** Null if none was heard yet. */
    Quote quote(InstrumentId instrument);
}
