package dev.holdfast.venuesim.account;

import java.math.BigDecimal;

/** One asset of an account: {@code free} may be spent, {@code locked} is reserved by open orders. */
public record Balance(BigDecimal free, BigDecimal locked) {

    /** Nothing of an asset. */
    public static final Balance NONE = new Balance(BigDecimal.ZERO, BigDecimal.ZERO);

    /** A negative part is a fault of the engine, never a state of an account. */
    public Balance {
        if (free.signum() < 0 || locked.signum() < 0) {
            throw new IllegalArgumentException("balance below zero: free " + free + ", locked " + locked);
        }
    }

    /** Both parts together. */
    public BigDecimal total() {
        return free.add(locked);
    }
}
