package dev.holdfast.wire.view;

import dev.holdfast.trading.money.Money;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * How trading went between two times, from the database. A ratio that has no meaning yet (no loss, no trade,
 * too few equity points) is null.
 *
 * @param roundTrips         positions opened and closed to flat (a rest below one lot counts as flat)
 * @param winRatePercent     round trips with profit after fees
 * @param profitFactor       gross profit / gross loss of the round trips
 * @param maxDrawdownPercent largest fall of the equity below an earlier peak
 * @param sharpe             annualised, of the equity curve's one-minute returns, risk-free rate 0
 */
public record PerformanceView(Instant from, Instant to, Money pnl, BigDecimal returnPercent, Money fees,
                              int orders, int fills, int roundTrips, BigDecimal winRatePercent,
                              BigDecimal profitFactor, BigDecimal maxDrawdownPercent, BigDecimal sharpe) {
}
