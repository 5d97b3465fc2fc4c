package dev.holdfast.signal.strategy;

import dev.holdfast.signal.Intent;
import dev.holdfast.signal.InvalidStrategy;
import dev.holdfast.signal.Strategy;
import dev.holdfast.signal.StrategyParameters;
import java.util.Locale;
import java.util.Map;
import org.ta4j.core.BarSeries;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;

/**
 * Trend: enters when a fast exponential average of the closes crosses above a slow one, exits when it
 * crosses below. An average is taken over the last two and a half slow lengths and starts with the first
 * close of these, which weighs less than 1 % at the end. So its value at a bar is the same whenever it is
 * asked, and no crossing is seen twice or missed.
 */
public final class EmaCross implements Strategy {
    private final int fast;
    private final int slow;

    public EmaCross(Map<String, String> values) {
        var parameters = new StrategyParameters(values);
        fast = parameters.integer("fast", 4, 2, 200);
        slow = parameters.integer("slow", 8, 3, 400);
        parameters.refuseOthers();
        if (fast >= slow) {
            throw new InvalidStrategy("parameter 'fast' must be below 'slow', was " + fast + " and " + slow);
        }
    }

    /** The averages' bars, and one more: both ends of a crossing are looked at. */
    @Override
    public int warmUpBars() {
        return averagedBars() + 1;
    }

    @Override
    public Intent decide(BarSeries series) {
        int end = series.getEndIndex() + 1;
        int bars = averagedBars();
        BarSeries now = series.getSubSeries(end - bars, end);
        BarSeries before = series.getSubSeries(end - 1 - bars, end - 1);
        double quick = average(now, fast);
        double calm = average(now, slow);
        double gapBefore = average(before, fast) - average(before, slow);
        if (quick > calm && gapBefore <= 0) {
            return new Intent.EnterLong(reason(quick, "above", calm));
        }
        if (quick < calm && gapBefore >= 0) {
            return new Intent.Exit(reason(quick, "below", calm));
        }
        return Intent.NOTHING;
    }

    private int averagedBars() {
        return slow * 5 / 2 - 1;
    }

    private static double average(BarSeries series, int length) {
        return new EMAIndicator(new ClosePriceIndicator(series), length).getValue(series.getEndIndex())
            .doubleValue();
    }

    private String reason(double quick, String direction, double calm) {
        return String.format(Locale.ROOT, "EMA(%d) %.4f crossed %s EMA(%d) %.4f", fast, quick, direction,
            slow, calm);
    }
}
