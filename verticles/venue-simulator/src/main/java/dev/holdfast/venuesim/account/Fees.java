package dev.holdfast.venuesim.account;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Commission rates, as fractions of the received amount: 0.001 is 0.1 %. */
public record Fees(BigDecimal maker, BigDecimal taker) {

    /** A rate below zero or of a whole and above is a mistyped percentage. */
    public Fees {
        for (var rate : new BigDecimal[] {maker, taker}) {
            if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException("fee rate must be in [0, 1), was " + rate);
            }
        }
    }

    /** Commission on what was received, in the received asset, cut to eight decimals. */
    public BigDecimal on(BigDecimal received, boolean isMaker) {
        return received.multiply(isMaker ? maker : taker).setScale(8, RoundingMode.DOWN);
    }
}
