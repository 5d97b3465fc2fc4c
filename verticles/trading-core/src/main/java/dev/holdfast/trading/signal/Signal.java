package dev.holdfast.trading.signal;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Price;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a strategy wants, decided at the close of one bar.
 *
 * @param signalId       the same for the same strategy, instrument and bar wherever it is computed, so that
 *                       two signal instances, or a replay, make one order (see {@link SignalIds})
 * @param strategy       the strategy's name in the configuration
 * @param referencePrice close of the bar that decided
 * @param volatility     standard deviation of the bar returns as a fraction of price; zero where unknown
 * @param barCloseTime   end of the bar that decided, exchange time
 * @param expiresAt      from then on the signal must not be acted upon
 * @param reason         one line a trader can check against the chart
 */
public record Signal(String signalId, String strategy, InstrumentId instrument, SignalAction action,
                     Price referencePrice, BigDecimal volatility, Instant barCloseTime, Instant expiresAt,
                     String reason) {
}
