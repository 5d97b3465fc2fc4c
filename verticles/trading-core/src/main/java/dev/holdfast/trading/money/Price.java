package dev.holdfast.trading.money;

import java.math.BigDecimal;

/**
 * An exact price of one unit of an instrument, in its quote asset (FIX tag 44).
 * Always above zero; trailing zeros are dropped, so equal prices are equal records.
 */
public record Price(Decimal decimal) implements Comparable<Price> {
    public Price {
        if (decimal.signum() <= 0) {
            throw new IllegalArgumentException("price must be > 0, was " + decimal);
        }
    }

    public Price(BigDecimal value) {
        this(Decimal.of(value));
    }

    public static Price of(String decimal) {
        return new Price(new BigDecimal(decimal));
    }

    /** Without trailing zeros and never with an exponent: equal prices have equal texts. */
    public BigDecimal value() {
        return decimal.toBigDecimal();
    }

    /** The value of {@code quantity} units at this price, exact. */
    public Money times(Quantity quantity) {
        return new Money(decimal.times(quantity.decimal()));
    }

    @Override
    public int compareTo(Price other) {
        return decimal.compareTo(other.decimal);
    }

    @Override
    public String toString() {
        return decimal.toString();
    }
}
