package dev.holdfast.trading.position;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;

/** How large an entry is (requirement A1.3). The result is rounded down to whole lots and may be zero. */
public sealed interface SizingRule {
    /**
     * The quantity to buy.
     *
     * @param volatility standard deviation of the bar returns, a fraction of price; zero where unknown
     */
    Quantity size(Instrument instrument, Money equity, Price price, BigDecimal volatility);

    /** Always the same quantity. */
    record FixedQuantity(Quantity quantity) implements SizingRule {
        @Override
        public Quantity size(Instrument instrument, Money equity, Price price, BigDecimal volatility) {
            return instrument.floorToLot(quantity.value());
        }
    }

    /**
     * A share of the account's equity.
     *
     * @param percent above 0 and at most 100
     */
    record PercentOfEquity(BigDecimal percent) implements SizingRule {
        public PercentOfEquity {
            requirePercent(percent);
        }

        @Override
        public Quantity size(Instrument instrument, Money equity, Price price, BigDecimal volatility) {
            return lotsFor(instrument, equity.times(percent.movePointLeft(2)), price);
        }
    }

    /**
     * So much that one standard deviation of a bar moves the equity by {@code riskPercent}; never more
     * than {@code maxPercent} of the equity, which also holds while the volatility is unknown.
     */
    record VolatilityScaled(BigDecimal riskPercent, BigDecimal maxPercent) implements SizingRule {
        public VolatilityScaled {
            requirePercent(riskPercent);
            requirePercent(maxPercent);
        }

        @Override
        public Quantity size(Instrument instrument, Money equity, Price price, BigDecimal volatility) {
            Money cap = equity.times(maxPercent.movePointLeft(2));
            if (volatility.signum() <= 0) {
                return lotsFor(instrument, cap, price);
            }
            BigDecimal risk = equity.times(riskPercent.movePointLeft(2)).amount();
            Money wanted = new Money(risk.divide(volatility, MathContext.DECIMAL64));
            return lotsFor(instrument, wanted.compareTo(cap) < 0 ? wanted : cap, price);
        }
    }

    private static Quantity lotsFor(Instrument instrument, Money value, Price price) {
        return instrument.floorToLot(value.amount().divide(price.value(), MathContext.DECIMAL64));
    }

    private static void requirePercent(BigDecimal percent) {
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("percent must be above 0 and at most 100, was " + percent);
        }
    }
}
