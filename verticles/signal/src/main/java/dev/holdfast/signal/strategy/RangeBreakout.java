package dev.holdfast.signal.strategy;

import dev.holdfast.signal.Intent;
import dev.holdfast.signal.Strategy;
import dev.holdfast.signal.StrategyParameters;
import java.util.Locale;
import java.util.Map;
import org.ta4j.core.BarSeries;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;

/**
 * Chart pattern: the breakout of a consolidation. A bar's range is the highest high and the lowest low of the
 * {@code length} bars before it; it is a consolidation if its height is at most {@code maxHeightPercent} of
 * its low. Enters when a bar closes above the high of a consolidation with a volume of at least
 * {@code volumeFactor} times the range's average. Exits when a bar closes below the low of its range,
 * consolidation or not: a breakout that failed must not be held for being volatile. Only the first bar of a
 * row that leaves its range on one side speaks.
 */
public final class RangeBreakout implements Strategy {
    private static final double PERCENT = 100;

    private final int length;
    private final double maxHeightPercent;
    private final double volumeFactor;

    public RangeBreakout(Map<String, String> values) {
        var parameters = new StrategyParameters(values);
        length = parameters.integer("length", 8, 3, 400);
        maxHeightPercent = parameters.decimal("maxHeightPercent", "1.5", "0.01", "20").doubleValue();
        volumeFactor = parameters.decimal("volumeFactor", "1", "0", "20").doubleValue();
        parameters.refuseOthers();
    }

    /** The ranges of the last two bars, and these bars. */
    @Override
    public int warmUpBars() {
        return length + 2;
    }

    @Override
    public Intent decide(BarSeries series) {
        int now = series.getEndIndex();
        Closed closed = closed(series, now);
        if (closed == Closed.INSIDE || closed == closed(series, now - 1)) {
            return Intent.NOTHING;
        }
        double close = close(series, now);
        double high = high(series, now);
        double low = low(series, now);
        if (closed == Closed.BELOW) {
            return new Intent.Exit(reason(close, "below", low, high));
        }
        boolean consolidated = (high - low) / low * PERCENT <= maxHeightPercent;
        return consolidated && isConfirmed(series, now)
            ? new Intent.EnterLong(reason(close, "above", low, high)) : Intent.NOTHING;
    }

    /** Where a bar closed, seen from its range. */
    private enum Closed { INSIDE, ABOVE, BELOW }

    private Closed closed(BarSeries series, int index) {
        double close = close(series, index);
        if (close > high(series, index)) {
            return Closed.ABOVE;
        }
        return close < low(series, index) ? Closed.BELOW : Closed.INSIDE;
    }

    private static double close(BarSeries series, int index) {
        return series.getBar(index).getClosePrice().doubleValue();
    }

    private double high(BarSeries series, int index) {
        return new HighestValueIndicator(new HighPriceIndicator(series), length).getValue(index - 1)
            .doubleValue();
    }

    private double low(BarSeries series, int index) {
        return new LowestValueIndicator(new LowPriceIndicator(series), length).getValue(index - 1)
            .doubleValue();
    }

    private boolean isConfirmed(BarSeries series, int index) {
        var volume = new VolumeIndicator(series, 1);
        double usual = new SMAIndicator(volume, length).getValue(index - 1).doubleValue();
        return volume.getValue(index).doubleValue() >= usual * volumeFactor;
    }

    private String reason(double close, String direction, double low, double high) {
        return String.format(Locale.ROOT, "close %.4f is %s the range %.4f to %.4f of %d bars", close,
            direction, low, high, length);
    }
}
