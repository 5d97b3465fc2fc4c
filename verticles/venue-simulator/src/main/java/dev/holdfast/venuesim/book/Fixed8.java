package dev.holdfast.venuesim.book;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimal numbers as whole units of 1e-8, the precision Binance prints: prices and quantities become longs,
 * so that the book adds and compares without rounding. The largest value is 92 billion; a product of two
 * leaves the range, so notionals are {@link BigDecimal}.
 */
public final class Fixed8 {

    /** Decimal places of one unit. */
    public static final int SCALE = 8;
    /** Units in one. */
    public static final long ONE = 100_000_000L;

    private Fixed8() {
    }

    /** Exact; throws {@link ArithmeticException} for a ninth decimal or a value beyond the range. */
    public static long of(BigDecimal value) {
        return value.movePointRight(SCALE).longValueExact();
    }

    /**
     * Exact value of a decimal text; {@link NumberFormatException} or {@link ArithmeticException} when it
     * is none.
     */
    public static long of(String text) {
        return of(new BigDecimal(text));
    }

    /**
     * The nearest multiple of {@code step}, half up: recorded data may be finer than an instrument's step.
     */
    public static long rounded(BigDecimal value, long step) {
        var units = value.movePointRight(SCALE).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return Math.floorDiv(units + step / 2, step) * step;
    }

    /** The value with its eight decimals. */
    public static BigDecimal decimal(long units) {
        return BigDecimal.valueOf(units, SCALE);
    }

    /** Price times quantity, exact to sixteen decimals. */
    public static BigDecimal notional(long price, long quantity) {
        return decimal(price).multiply(decimal(quantity));
    }

    /** As Binance prints it: always eight decimals. */
    public static String text(long units) {
        if (units < 0) {
            return "-" + text(-units);
        }
        var fraction = Long.toString(ONE + units % ONE);
        return units / ONE + "." + fraction.substring(1);
    }

    /** As Binance prints it: eight decimals, the rest cut off. */
    public static String text(BigDecimal value) {
        return value.setScale(SCALE, RoundingMode.DOWN).toPlainString();
    }
}
