package dev.holdfast.signal;

import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import java.util.List;
import java.util.function.Supplier;

/**
 * A strategy as configured and found valid.
 *
 * @param interval       the bars it reads
 * @param volatilityBars bar returns from which a signal's volatility is computed
 * @param make           makes one for an instrument
 */
record ConfiguredStrategy(String name, List<InstrumentId> instruments, BarInterval interval,
                          int volatilityBars, Supplier<Strategy> make) {
}
