package dev.holdfast.signal;

import dev.holdfast.trading.market.Bar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * The last bars of one instrument, bounded. Indicators are computed afresh from a window of fixed length at
 * each close, so that a value depends on those bars alone and not on when this process began to listen: only
 * so do two nodes agree. DoubleNum, as these are statistics; a window is short enough for its rounding, and
 * Java's doubles are the same on every machine.
 */
final class BarWindow {
    private static final DoubleNumFactory NUMBERS = DoubleNumFactory.getInstance();
    /** Beyond the eighth decimal a volatility is noise. */
    private static final int VOLATILITY_SCALE = 8;

    private final int capacity;
    private final Deque<Bar> bars = new ArrayDeque<>();

    BarWindow(int capacity) {
        this.capacity = capacity;
    }

    void add(Bar bar) {
        if (bars.size() == capacity) {
            bars.removeFirst();
        }
        bars.addLast(bar);
    }

    void clear() {
        bars.clear();
    }

    /** The last {@code count} bars for ta4j, indexed from 0. */
    BarSeries series(int count) {
        List<org.ta4j.core.Bar> converted = last(count).stream().map(BarWindow::converted).toList();
        return new BaseBarSeriesBuilder().withName(bars.getLast().instrument().symbol())
            .withNumFactory(NUMBERS).withBars(new ArrayList<>(converted)).build();
    }

    /** Sample standard deviation of the last {@code returns} returns from close to close, a fraction. */
    BigDecimal volatility(int returns) {
        List<Bar> used = last(returns + 1);
        double[] changes = new double[used.size() - 1];
        for (int i = 0; i < changes.length; i++) {
            double before = used.get(i).close().value().doubleValue();
            changes[i] = used.get(i + 1).close().value().doubleValue() / before - 1;
        }
        return BigDecimal.valueOf(Math.sqrt(StatUtils.variance(changes)))
            .setScale(VOLATILITY_SCALE, RoundingMode.HALF_UP);
    }

    private List<Bar> last(int count) {
        if (count > bars.size()) {
            throw new IllegalStateException(count + " bars asked for, " + bars.size() + " held");
        }
        List<Bar> last = new ArrayList<>(count);
        Iterator<Bar> all = bars.iterator();
        for (int skipped = bars.size() - count; skipped > 0; skipped--) {
            all.next();
        }
        all.forEachRemaining(last::add);
        return last;
    }

    private static org.ta4j.core.Bar converted(Bar bar) {
        Num close = NUMBERS.numOf(bar.close().value());
        Num volume = NUMBERS.numOf(bar.volume().value());
        return new BaseBar(bar.interval().length(), bar.openTime(), bar.closeTime(),
            NUMBERS.numOf(bar.open().value()), NUMBERS.numOf(bar.high().value()),
            NUMBERS.numOf(bar.low().value()), close, volume, close.multipliedBy(volume), bar.trades());
    }
}
