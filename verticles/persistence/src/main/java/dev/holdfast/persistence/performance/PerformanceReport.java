package dev.holdfast.persistence.performance;

import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.trading.money.Money;
import dev.holdfast.wire.view.PerformanceView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * How trading went, from sums and an equity curve.
 *
 * @param before the newest point before the period; null if the period goes back to the opening
 */
public record PerformanceReport(EquityPoint before, EquityStatistics curve, TradeSums sums) {
    private static final int PLACES = 6;

    /** The answer; {@code from} and {@code to} as asked, or where the curve begins and ends. */
    public PerformanceView view(Instant from, Instant to) {
        return new PerformanceView(from == null && curve.first() != null ? curve.first().at() : from,
            to == null && curve.last() != null ? curve.last().at() : to,
            profit(), returnPercent(), sums.fees(), sums.orders(), sums.fills(), sums.roundTrips(),
            winRatePercent(), profitFactor(), curve.maxDrawdownPercent(), curve.sharpe());
    }

    /** Growth of equity − capital within the period; zero without a curve. */
    Money profit() {
        if (curve.last() == null) {
            return Money.ZERO;
        }
        return before == null ? curve.last().profit() : curve.last().profit().minus(before.profit());
    }

    /** Profit in percent of the equity at the beginning of the period, capital added since included. */
    BigDecimal returnPercent() {
        if (curve.last() == null) {
            return null;
        }
        Money base = before == null ? curve.last().capital()
            : before.equity().plus(curve.last().capital().minus(before.capital()));
        return base.amount().signum() <= 0 ? null
            : ratio(profit().amount().movePointRight(2), base.amount());
    }

    BigDecimal winRatePercent() {
        return sums.roundTrips() == 0 ? null
            : ratio(BigDecimal.valueOf(sums.won() * 100L), BigDecimal.valueOf(sums.roundTrips()));
    }

    /** Null while nothing was lost. */
    BigDecimal profitFactor() {
        return sums.grossLoss().amount().signum() == 0 ? null
            : ratio(sums.grossProfit().amount(), sums.grossLoss().amount());
    }

    private static BigDecimal ratio(BigDecimal dividend, BigDecimal divisor) {
        return new Money(dividend.divide(divisor, PLACES, RoundingMode.HALF_UP)).amount();
    }
}
