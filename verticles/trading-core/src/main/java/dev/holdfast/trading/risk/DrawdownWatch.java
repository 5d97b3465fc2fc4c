package dev.holdfast.trading.risk;

import dev.holdfast.trading.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The highest equity so far and how far the newest one is below it (requirement A1.4). Immutable.
 *
 * @param peak   highest equity seen
 * @param equity newest equity
 */
public record DrawdownWatch(Money peak, Money equity) {
    private static final int PERCENT_PLACES = 2;

    public static DrawdownWatch startingAt(Money equity) {
        return new DrawdownWatch(equity, equity);
    }

    public DrawdownWatch onEquity(Money now) {
        return new DrawdownWatch(now.compareTo(peak) > 0 ? now : peak, now);
    }

    /** 0 at the peak, 100 when all is lost, more when in debt. */
    public BigDecimal percent() {
        if (peak.amount().signum() <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal lost = peak.minus(equity).amount();
        return lost.movePointRight(PERCENT_PLACES).divide(peak.amount(), MathContext.DECIMAL64);
    }

    /** True from exactly {@code maxPercent} on. */
    public boolean isAtLeast(BigDecimal maxPercent) {
        return percent().compareTo(maxPercent) >= 0;
    }
}
