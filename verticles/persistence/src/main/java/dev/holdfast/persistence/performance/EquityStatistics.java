package dev.holdfast.persistence.performance;

import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.trading.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * What an equity curve says, point by point in the order of time, in constant memory. Capital that is
 * added later is no profit: everything is counted on equity − capital.
 */
public final class EquityStatistics {
    /** Trading goes on around the clock: 365 days of 1,440 minutes. */
    private static final double MINUTES_A_YEAR = 525_600;
    /** Fewer returns have no deviation worth a ratio. */
    private static final int MIN_RETURNS = 2;
    private static final int PLACES = 6;

    private final SummaryStatistics returns = new SummaryStatistics();
    private EquityPoint first;
    private EquityPoint last;
    private EquityPoint minuteStart;
    private Money highestProfit;
    private BigDecimal maxDrawdown = BigDecimal.ZERO;

    /** The next point. */
    public void add(EquityPoint point) {
        if (first == null) {
            first = point;
            highestProfit = point.profit();
        }
        last = point;
        addDrawdown(point);
        addMinute(point);
    }

    /** Null before the first point. */
    public EquityPoint first() {
        return first;
    }

    /** Null before the first point. */
    public EquityPoint last() {
        return last;
    }

    /** The largest fall below an earlier peak, in percent of that peak; null before the first point. */
    public BigDecimal maxDrawdownPercent() {
        return first == null ? null : new Money(maxDrawdown).amount();
    }

    /**
     * mean / standard deviation (n − 1) of the one-minute returns × √525,600, risk-free rate 0. Null with
     * fewer than two returns, or if they do not differ.
     */
    public BigDecimal sharpe() {
        double deviation = returns.getStandardDeviation();
        if (returns.getN() < MIN_RETURNS || !(deviation > 0)) {
            return null;
        }
        double annual = returns.getMean() / deviation * Math.sqrt(MINUTES_A_YEAR);
        return BigDecimal.valueOf(annual).setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    private void addDrawdown(EquityPoint point) {
        if (point.profit().compareTo(highestProfit) > 0) {
            highestProfit = point.profit();
        }
        BigDecimal peak = point.capital().plus(highestProfit).amount();
        if (peak.signum() > 0) {
            BigDecimal below = peak.subtract(point.equity().amount()).movePointRight(2)
                .divide(peak, PLACES, RoundingMode.HALF_UP);
            maxDrawdown = maxDrawdown.max(below);
        }
    }

    /** Only neighbouring minutes give a return: across a gap it would be a return of some other length. */
    private void addMinute(EquityPoint point) {
        if (minuteStart != null && minute(point.at()) == minute(minuteStart.at())) {
            return;
        }
        if (minuteStart != null && minute(point.at()) == minute(minuteStart.at()) + 1
            && minuteStart.equity().amount().signum() > 0) {
            double gained = point.profit().minus(minuteStart.profit()).amount().doubleValue();
            returns.addValue(gained / minuteStart.equity().amount().doubleValue());
        }
        minuteStart = point;
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60);
    }
}
