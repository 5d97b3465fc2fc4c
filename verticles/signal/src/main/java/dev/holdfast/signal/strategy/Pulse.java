package dev.holdfast.signal.strategy;

import dev.holdfast.signal.Intent;
import dev.holdfast.signal.Strategy;
import dev.holdfast.signal.StrategyParameters;
import java.util.Map;
import org.ta4j.core.BarSeries;

/**
 * No strategy but the synthetic transaction of requirement A3.1: by the clock of the bars it enters, and at
 * the next turn exits, whatever the price does. So a marked order goes the whole way from tick to fill again
 * and again. The account that follows it follows nothing else and is nobody else's.
 */
public final class Pulse implements Strategy {
    private final int everySeconds;

    public Pulse(Map<String, String> values) {
        var parameters = new StrategyParameters(values);
        everySeconds = parameters.integer("everySeconds", 60, 2, 3_600);
        parameters.refuseOthers();
    }

    @Override
    public int warmUpBars() {
        return 1;
    }

    /** The same on every node and at every replay: it looks at nothing but the bar's time. */
    @Override
    public Intent decide(BarSeries series) {
        long second = series.getLastBar().getEndTime().getEpochSecond();
        if (second % everySeconds != 0) {
            return Intent.NOTHING;
        }
        return second / everySeconds % 2 == 0 ? new Intent.EnterLong("synthetic transaction")
            : new Intent.Exit("synthetic transaction");
    }
}
