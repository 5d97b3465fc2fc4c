package dev.holdfast.signal.strategy;

import dev.holdfast.signal.Intent;
import dev.holdfast.signal.Strategy;
import dev.holdfast.signal.StrategyParameters;
import java.util.Locale;
import java.util.Map;
import org.ta4j.core.BarSeries;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;

/**
 * Mean reversion: enters when the close falls below the lower Bollinger band (the moving average less
 * {@code width} standard deviations of the closes), and exits when it crosses above the moving average.
 */
public final class BollingerReversion implements Strategy {
    private final int length;
    private final double width;

    public BollingerReversion(Map<String, String> values) {
        var parameters = new StrategyParameters(values);
        length = parameters.integer("length", 10, 5, 400);
        width = parameters.decimal("width", "1.2", "0.5", "5").doubleValue();
        parameters.refuseOthers();
    }

    /** One more than the average needs: both ends of a crossing are looked at. */
    @Override
    public int warmUpBars() {
        return length + 1;
    }

    @Override
    public Intent decide(BarSeries series) {
        var close = new ClosePriceIndicator(series);
        var average = new SMAIndicator(close, length);
        var deviation = new StandardDeviationIndicator(close, length);
        Num k = series.numFactory().numOf(width);
        int now = series.getEndIndex();
        int before = now - 1;
        Num lowerNow = average.getValue(now).minus(deviation.getValue(now).multipliedBy(k));
        Num lowerBefore = average.getValue(before).minus(deviation.getValue(before).multipliedBy(k));
        if (close.getValue(before).isLessThanOrEqual(average.getValue(before))
            && close.getValue(now).isGreaterThan(average.getValue(now))) {
            return new Intent.Exit(reason(close, "crossed above the average", average.getValue(now)));
        }
        if (close.getValue(before).isGreaterThanOrEqual(lowerBefore)
            && close.getValue(now).isLessThan(lowerNow)) {
            return new Intent.EnterLong(reason(close, "fell below the lower band", lowerNow));
        }
        return Intent.NOTHING;
    }

    private String reason(ClosePriceIndicator close, String what, Num line) {
        int now = close.getBarSeries().getEndIndex();
        return String.format(Locale.ROOT, "close %.4f %s %.4f of %d bars, width %.2f",
            close.getValue(now).doubleValue(), what, line.doubleValue(), length, width);
    }
}
