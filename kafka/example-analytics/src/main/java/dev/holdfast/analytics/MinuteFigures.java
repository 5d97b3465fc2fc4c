package dev.holdfast.analytics;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One minute of one instrument, exchange time.
 *
 * @param vwap         Σ price × quantity / Σ quantity of the prints, 8 decimals; null without a print
 * @param volume       base asset, of the prints
 * @param fills        our executions, of all accounts
 * @param filledVolume base asset, of our fills
 * @param realisedPnl  quote asset, before fees, at average cost
 */
public record MinuteFigures(Instant minute, InstrumentId instrument, BigDecimal vwap, BigDecimal volume,
                            int trades, int fills, BigDecimal filledVolume, Money realisedPnl) {
    /** For a person; the JSON form is the record itself. */
    String line() {
        return "%s %-10s vwap %s volume %s trades %d fills %d filled %s realised %s".formatted(minute,
            instrument, vwap == null ? "-" : vwap.toPlainString(), volume.toPlainString(), trades, fills,
            filledVolume.toPlainString(), realisedPnl);
    }
}
