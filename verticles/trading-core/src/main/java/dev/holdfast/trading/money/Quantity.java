package dev.holdfast.trading.money;

import java.math.BigDecimal;

/**
 * An exact amount of an instrument's base asset (FIX tag 38). Never negative: direction is the
 * order's side, not the sign of its quantity.
 */
public record Quantity(Decimal decimal) implements Comparable<Quantity> {
    /** Nothing left, nothing done. */
    public static final Quantity ZERO = new Quantity(Decimal.ZERO);

    public Quantity {
        if (decimal.signum() < 0) {
            throw new IllegalArgumentException("quantity must be >= 0, was " + decimal);
        }
    }

    public Quantity(BigDecimal value) {
        this(Decimal.of(value));
    }

    public static Quantity of(String decimal) {
        return new Quantity(new BigDecimal(decimal));
    }

    /** Without trailing zeros and never with an exponent: equal quantities have equal texts. */
    public BigDecimal value() {
        return decimal.toBigDecimal();
    }

    public Quantity plus(Quantity other) {
        return new Quantity(decimal.plus(other.decimal));
    }

    /** The difference, or zero where {@code other} is larger: an overfill leaves nothing, not less. */
    public Quantity minusDownToZero(Quantity other) {
        Decimal rest = decimal.minus(other.decimal);
        return rest.signum() <= 0 ? ZERO : new Quantity(rest);
    }

    public boolean isZero() {
        return decimal.signum() == 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return decimal.compareTo(other.decimal);
    }

    @Override
    public String toString() {
        return decimal.toString();
    }
}
