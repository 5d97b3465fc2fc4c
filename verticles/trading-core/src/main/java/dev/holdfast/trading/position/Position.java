package dev.holdfast.trading.position;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.Fill;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What an account holds of one instrument, at average cost.
 *
 * @param quantity signed, base asset: Σ signed fills less the fees that the venue took in the base asset
 * @param cost     what the quantity cost, quote asset; has the sign of the quantity
 * @param realised profit of what was closed, quote asset, before fees
 * @param fees     all fees, in the quote asset (a base-asset fee at the price of its fill)
 */
public record Position(BigDecimal quantity, Money cost, Money realised, Money fees) {
    /** Never held. */
    public static final Position FLAT = new Position(BigDecimal.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
    /** Digits kept where a cost is split; what is rounded away from one part is kept in the other. */
    private static final MathContext SPLIT = new MathContext(30, RoundingMode.HALF_EVEN);

    public Position {
        quantity = new Money(quantity).amount();
    }

    public boolean isFlat() {
        return quantity.signum() == 0;
    }

    /** Average price paid; null when flat. */
    public BigDecimal averagePrice() {
        return isFlat() ? null : cost.amount().divide(quantity, SPLIT);
    }

    public Money unrealised(BigDecimal markPrice) {
        return new Money(quantity.multiply(markPrice)).minus(cost);
    }

    /** The position after one more fill. */
    public Position plus(Instrument instrument, Side side, Fill fill) {
        BigDecimal signed = side == Side.BUY ? fill.quantity().value() : fill.quantity().value().negate();
        return traded(signed, fill.price().value()).charged(instrument, fill);
    }

    /** The cash that a fill moves: −signed notional, less a fee taken in the quote asset. */
    public static Money cashChange(Instrument instrument, Side side, Fill fill) {
        Money notional = side == Side.BUY ? fill.notional().negated() : fill.notional();
        return fill.feeAsset().equals(instrument.quote()) ? notional.minus(new Money(fill.fee())) : notional;
    }

    private Position traded(BigDecimal signed, BigDecimal price) {
        boolean opens = quantity.signum() == 0 || quantity.signum() == signed.signum();
        if (opens) {
            return new Position(quantity.add(signed), cost.plus(new Money(signed.multiply(price))), realised,
                fees);
        }
        boolean flips = signed.abs().compareTo(quantity.abs()) > 0;
        BigDecimal closed = flips ? quantity.negate() : signed;
        BigDecimal closedCost = flips ? cost.amount()
            : cost.amount().multiply(closed.abs()).divide(quantity.abs(), SPLIT);
        BigDecimal profit = closed.negate().multiply(price).subtract(closedCost);
        Position rest = new Position(quantity.add(closed), new Money(cost.amount().subtract(closedCost)),
            new Money(realised.amount().add(profit)), fees);
        return flips ? rest.traded(signed.subtract(closed), price) : rest;
    }

    /**
     * A fee in the base asset is a little of the position gone at its cost; a fee in a third asset (Binance
     * pays in BNB if asked to) is outside this position and only reported with its fill.
     */
    private Position charged(Instrument instrument, Fill fill) {
        if (fill.fee().signum() == 0) {
            return this;
        }
        if (fill.feeAsset().equals(instrument.quote())) {
            return new Position(quantity, cost, realised, fees.plus(new Money(fill.fee())));
        }
        if (fill.feeAsset().equals(instrument.base())) {
            Money value = new Money(fill.fee().multiply(fill.price().value()));
            Position less = traded(fill.fee().negate(), fill.price().value());
            return new Position(less.quantity, less.cost, less.realised, less.fees.plus(value));
        }
        return this;
    }
}
