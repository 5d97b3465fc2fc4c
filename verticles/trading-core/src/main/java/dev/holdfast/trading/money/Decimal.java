package dev.holdfast.trading.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.LongStream;

/**
 * An exact decimal: a long of units times ten to the power of minus a scale, or a {@link BigDecimal} where
 * the units do not fit into a long. There is one form for each number: the smallest scale from zero on, and
 * a long wherever it fits, so equal numbers are equal objects. Most money fits, and is added in no time.
 */
public final class Decimal implements Comparable<Decimal> {
    public static final Decimal ZERO = new Decimal(0, 0, null);
    private static final int MOST_DIGITS = 18;
    private static final long[] POWERS_OF_TEN = powersOfTen();
    /** The largest units that can be multiplied by a power of ten within a long. */
    private static final long[] LARGEST = LongStream.of(POWERS_OF_TEN).map(p -> Long.MAX_VALUE / p).toArray();

    private final long units;
    private final int scale;
    private final BigDecimal big;

    private Decimal(long units, int scale, BigDecimal big) {
        this.units = units;
        this.scale = scale;
        this.big = big;
    }

    public static Decimal of(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        if (unscaled.bitLength() < Long.SIZE && value.scale() >= 0) {
            return canonical(unscaled.longValue(), value.scale());
        }
        BigDecimal stripped = value.stripTrailingZeros();
        BigDecimal whole = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        return whole.unscaledValue().bitLength() < Long.SIZE
            ? new Decimal(whole.unscaledValue().longValue(), whole.scale(), null)
            : new Decimal(0, 0, whole);
    }

    private static Decimal canonical(long units, int scale) {
        if (units == 0) {
            return ZERO;
        }
        long left = units;
        int places = scale;
        while (places > 0 && (left & 1) == 0 && left % 10 == 0) {
            left /= 10;
            places--;
        }
        return new Decimal(left, places, null);
    }

    public BigDecimal toBigDecimal() {
        return big == null ? BigDecimal.valueOf(units, scale) : big;
    }

    public int signum() {
        return big == null ? Long.signum(units) : big.signum();
    }

    public Decimal plus(Decimal other) {
        if (big == null && other.big == null) {
            int common = Math.max(scale, other.scale);
            if (fits(common) && other.fits(common)) {
                long a = at(common);
                long b = other.at(common);
                long sum = a + b;
                // The sum overflowed if its sign differs from that of both parts.
                if (((a ^ sum) & (b ^ sum)) >= 0) {
                    return canonical(sum, common);
                }
            }
        }
        return of(toBigDecimal().add(other.toBigDecimal()));
    }

    public Decimal minus(Decimal other) {
        if (big == null && other.big == null) {
            int common = Math.max(scale, other.scale);
            if (fits(common) && other.fits(common)) {
                long a = at(common);
                long b = other.at(common);
                long rest = a - b;
                // It overflowed if the parts differ in sign and the rest has not the sign of the first.
                if (((a ^ b) & (a ^ rest)) >= 0) {
                    return canonical(rest, common);
                }
            }
        }
        return of(toBigDecimal().subtract(other.toBigDecimal()));
    }

    public Decimal times(Decimal other) {
        if (big == null && other.big == null) {
            long product = units * other.units;
            // The high half is nothing but the sign of the low one, unless the product overflowed.
            if (Math.multiplyHigh(units, other.units) == product >> Long.SIZE - 1) {
                return canonical(product, scale + other.scale);
            }
        }
        return of(toBigDecimal().multiply(other.toBigDecimal()));
    }

    public Decimal negated() {
        return big == null && units != Long.MIN_VALUE ? new Decimal(-units, scale, null)
            : of(toBigDecimal().negate());
    }

    /** True if it is a whole number of steps; {@code step} must not be zero. */
    public boolean isMultipleOf(Decimal step) {
        if (big == null && step.big == null) {
            int common = Math.max(scale, step.scale);
            if (fits(common) && step.fits(common)) {
                return at(common) % step.at(common) == 0;
            }
        }
        return toBigDecimal().remainder(step.toBigDecimal()).signum() == 0;
    }

    @Override
    public int compareTo(Decimal other) {
        if (big == null && other.big == null) {
            int common = Math.max(scale, other.scale);
            if (fits(common) && other.fits(common)) {
                return Long.compare(at(common), other.at(common));
            }
        }
        return toBigDecimal().compareTo(other.toBigDecimal());
    }

    /** True if it can be written with so many places within a long. */
    private boolean fits(int places) {
        int more = places - scale;
        return more == 0 || more <= MOST_DIGITS && units <= LARGEST[more] && units >= -LARGEST[more];
    }

    private long at(int places) {
        return units * POWERS_OF_TEN[places - scale];
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Decimal that && units == that.units && scale == that.scale
            && (big == null ? that.big == null : big.equals(that.big));
    }

    @Override
    public int hashCode() {
        return big == null ? 31 * Long.hashCode(units) + scale : big.hashCode();
    }

    @Override
    public String toString() {
        return toBigDecimal().toPlainString();
    }

    private static long[] powersOfTen() {
        long[] powers = new long[MOST_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
