package dev.holdfast.trading.money;

import java.math.BigDecimal;

/**
 * An exact price of one unit of an instrument, in its quote asset (FIX tag 44).
 * Always above zero; trailing zeros are dropped, so equal prices are equal records.
 */
public record Price(BigDecimal value) implements Comparable<Price> {
    public Price {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("price must be > 0, was " + value.toPlainString());
        }
        value = Decimals.canonical(value);
    }

    public static Price of(String decimal) {
        return new Price(new BigDecimal(decimal));
    }

    /** The value of {@code quantity} units at this price, exact. */
    public Money times(Quantity quantity) {
        return new Money(value.multiply(quantity.value()));
    }

    @Override
    public int compareTo(Price other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
