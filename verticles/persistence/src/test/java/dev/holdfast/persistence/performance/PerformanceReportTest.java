package dev.holdfast.persistence.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.trading.money.Money;
import dev.holdfast.wire.view.PerformanceView;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PerformanceReportTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final TradeSums NOTHING =
        new TradeSums(0, 0, Money.ZERO, 0, 0, Money.ZERO, Money.ZERO);
    private final EquityStatistics curve = new EquityStatistics();

    @Test
    void hasNoRatiosBeforeAnythingHappened() {
        PerformanceView view = new PerformanceReport(null, curve, NOTHING).view(null, null);
        assertThat(view).isEqualTo(new PerformanceView(null, null, Money.ZERO, null, Money.ZERO, 0, 0, 0,
            null, null, null, null));
    }

    @Test
    void countsProfitFromTheOpeningCapital() {
        add(0, "101", "100");
        add(60, "105", "100");
        PerformanceView view = new PerformanceReport(null, curve, NOTHING).view(null, null);
        assertThat(view.pnl()).isEqualTo(Money.of("5"));
        assertThat(view.returnPercent()).isEqualByComparingTo("5");
        assertThat(view.from()).isEqualTo(START);
        assertThat(view.to()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void countsProfitFromThePointBeforeThePeriod() {
        EquityPoint before = point(0, "110", "100");
        curve.add(before);
        add(60, "121", "100");
        PerformanceReport report = new PerformanceReport(before, curve, NOTHING);
        assertThat(report.profit()).isEqualTo(Money.of("11"));
        assertThat(report.returnPercent()).isEqualByComparingTo("10");
    }

    @Test
    void takesNewCapitalForNoProfit() {
        add(0, "100", "100");
        add(60, "150", "150");
        assertThat(new PerformanceReport(null, curve, NOTHING).profit()).isEqualTo(Money.ZERO);
        assertThat(curve.maxDrawdownPercent()).isEqualByComparingTo("0");
        add(120, "120", "150");
        assertThat(curve.maxDrawdownPercent()).isEqualByComparingTo("20");
    }

    @Test
    void findsTheLargestFallNotTheLast() {
        add(0, "100", "100");
        add(1, "120", "100");
        add(2, "90", "100");
        add(3, "130", "100");
        add(4, "117", "100");
        assertThat(curve.maxDrawdownPercent()).isEqualByComparingTo("25");
    }

    @Test
    void annualisesTheMinuteReturns() {
        // Returns 0.1 and 0.2: mean 0.15, deviation 0.0707107, ratio 2.1213203, times 724.9827584.
        add(0, "100", "100");
        add(30, "500", "100");
        add(60, "110", "100");
        add(120, "132", "100");
        assertThat(curve.sharpe()).isCloseTo(new BigDecimal("1537.9207"), within(new BigDecimal("0.001")));
    }

    @Test
    void hasNoSharpeWithOneReturnOrWithEqualOnesOrAcrossAGap() {
        add(0, "100", "100");
        add(60, "110", "100");
        assertThat(curve.sharpe()).isNull();
        add(180, "300", "100");
        assertThat(curve.sharpe()).isNull();
        EquityStatistics flat = new EquityStatistics();
        for (int minute = 0; minute < 5; minute++) {
            flat.add(point(60 * minute, "100", "100"));
        }
        assertThat(flat.sharpe()).isNull();
    }

    @Test
    void dividesWonByLost() {
        TradeSums sums = new TradeSums(9, 12, Money.of("1.2"), 4, 3, Money.of("30"), Money.of("12"));
        PerformanceReport report = new PerformanceReport(null, curve, sums);
        assertThat(report.winRatePercent()).isEqualByComparingTo("75");
        assertThat(report.profitFactor()).isEqualByComparingTo("2.5");
    }

    @Test
    void hasNoProfitFactorWithoutALoss() {
        TradeSums sums = new TradeSums(2, 2, Money.ZERO, 1, 1, Money.of("30"), Money.ZERO);
        assertThat(new PerformanceReport(null, curve, sums).profitFactor()).isNull();
    }

    private void add(int second, String equity, String capital) {
        curve.add(point(second, equity, capital));
    }

    private static EquityPoint point(int second, String equity, String capital) {
        return new EquityPoint(START.plusSeconds(second), Money.of(equity), Money.ZERO, Money.of(capital),
            Money.of(equity), BigDecimal.ZERO, false);
    }
}
