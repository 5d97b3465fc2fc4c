package dev.holdfast.portfolio.state;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How derived amounts are rounded for people. What the journal says is never rounded. */
final class Shown {
    /** The venue's own precision: more digits of an average say nothing. */
    private static final int DECIMALS = 8;

    private Shown() {
    }

    static Money money(Money exact) {
        return new Money(exact.amount().setScale(DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** Null for null; an amount too small to show keeps its digits, as a price is never zero. */
    static Price price(BigDecimal exact) {
        if (exact == null) {
            return null;
        }
        BigDecimal rounded = exact.setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return new Price(rounded.signum() > 0 ? rounded : exact);
    }
}
