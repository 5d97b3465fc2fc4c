package dev.holdfast.trading.money;

import java.math.BigDecimal;

/** An exact, signed amount of an account's currency (requirement D7: never floating point). */
public record Money(Decimal decimal) implements Comparable<Money> {
    /** No money at all. */
    public static final Money ZERO = new Money(Decimal.ZERO);

    public Money(BigDecimal amount) {
        this(Decimal.of(amount));
    }

    public static Money of(String decimal) {
        return new Money(new BigDecimal(decimal));
    }

    /** Without trailing zeros and never with an exponent: equal amounts have equal texts. */
    public BigDecimal amount() {
        return decimal.toBigDecimal();
    }

    public Money plus(Money other) {
        return new Money(decimal.plus(other.decimal));
    }

    public Money minus(Money other) {
        return new Money(decimal.minus(other.decimal));
    }

    public Money times(BigDecimal factor) {
        return new Money(decimal.times(Decimal.of(factor)));
    }

    public Money negated() {
        return new Money(decimal.negated());
    }

    public boolean isNegative() {
        return decimal.signum() < 0;
    }

    @Override
    public int compareTo(Money other) {
        return decimal.compareTo(other.decimal);
    }

    @Override
    public String toString() {
        return decimal.toString();
    }
}
