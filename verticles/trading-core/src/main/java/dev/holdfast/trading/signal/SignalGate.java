package dev.holdfast.trading.signal;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.PriceSource;
import java.time.Instant;

/**
 * Decides whether a strategy may speak: only after {@code warmUpBars} live bars in an unbroken row. A stale,
 * crossed or gapped bar, a hole between two bars, or another source of prices starts the count again
 * (requirements A3.4 and D2, invariant 16).
 */
public final class SignalGate {
    private final int warmUpBars;
    private int liveBarsInRow;
    private Instant expectedOpen;
    private PriceSource source;

    public SignalGate(int warmUpBars) {
        if (warmUpBars < 1) {
            throw new IllegalArgumentException("warmUpBars must be >= 1, was " + warmUpBars);
        }
        this.warmUpBars = warmUpBars;
    }

    /** Counts a closed bar; true if a signal may rest on it and on those before it. */
    public boolean admits(Bar bar) {
        boolean contiguous = (expectedOpen == null || expectedOpen.equals(bar.openTime()))
            && (source == null || source == bar.source());
        expectedOpen = bar.closeTime();
        source = bar.source();
        if (!bar.condition().isTradable()) {
            liveBarsInRow = 0;
            return false;
        }
        liveBarsInRow = contiguous ? Math.min(liveBarsInRow + 1, warmUpBars) : 1;
        return liveBarsInRow >= warmUpBars;
    }

    /** True if {@link #admits} just started a new row, so that older bars must not be mixed in. */
    public boolean startedOver() {
        return liveBarsInRow <= 1;
    }

    public int warmUpBars() {
        return warmUpBars;
    }
}
