package dev.holdfast.trading.money;

import java.math.BigDecimal;

/**
 * An exact amount of an instrument's base asset (FIX tag 38). Never negative: direction is the
 * order's side, not the sign of its quantity.
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity> {
    /** Nothing left, nothing done. */
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    public Quantity {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("quantity must be >= 0, was " + value.toPlainString());
        }
        value = Decimals.canonical(value);
    }

    public static Quantity of(String decimal) {
        return new Quantity(new BigDecimal(decimal));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(value.add(other.value));
    }

    /** The difference, or zero where {@code other} is larger: an overfill leaves nothing, not less. */
    public Quantity minusDownToZero(Quantity other) {
        BigDecimal rest = value.subtract(other.value);
        return rest.signum() <= 0 ? ZERO : new Quantity(rest);
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
