package dev.holdfast.trading.money;

import java.math.BigDecimal;

/** An exact, signed amount of an account's currency (requirement D7: never floating point). */
public record Money(BigDecimal amount) implements Comparable<Money> {
    /** No money at all. */
    public static final Money ZERO = new Money(BigDecimal.ZERO);

    public Money {
        amount = Decimals.canonical(amount);
    }

    public static Money of(String decimal) {
        return new Money(new BigDecimal(decimal));
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.amount));
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(other.amount));
    }

    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor));
    }

    public Money negated() {
        return new Money(amount.negate());
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
