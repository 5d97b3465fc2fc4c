package dev.holdfast.trading.money;

import java.math.BigDecimal;

/** One spelling for each number, so that equal amounts are equal records and hash alike. */
final class Decimals {
    private Decimals() {
    }

    static BigDecimal canonical(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (value.scale() == 0) {
            return value;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
