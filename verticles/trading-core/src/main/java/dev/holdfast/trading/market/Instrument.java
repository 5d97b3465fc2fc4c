package dev.holdfast.trading.market;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What may be traded and in which steps.
 *
 * @param base        asset bought and sold, such as BTC
 * @param quote       asset it is priced and paid in, such as USDT
 * @param tickSize    smallest price step (Binance PRICE_FILTER)
 * @param lotSize     smallest quantity step (Binance LOT_SIZE)
 * @param minQuantity smallest order
 * @param maxQuantity largest order
 * @param minNotional smallest order value in the quote asset (Binance NOTIONAL)
 */
public record Instrument(InstrumentId id, String base, String quote, Price tickSize, Quantity lotSize,
                         Quantity minQuantity, Quantity maxQuantity, Money minNotional) {
    public Instrument {
        if (lotSize.isZero()) {
            throw new IllegalArgumentException(id + ": lotSize must be > 0");
        }
    }

    public boolean onTick(Price price) {
        return price.decimal().isMultipleOf(tickSize.decimal());
    }

    public boolean onLot(Quantity quantity) {
        return quantity.decimal().isMultipleOf(lotSize.decimal());
    }

    /** The largest whole number of lots not above {@code quantity}. */
    public Quantity floorToLot(BigDecimal quantity) {
        if (quantity.signum() <= 0) {
            return Quantity.ZERO;
        }
        BigDecimal lots = quantity.divide(lotSize.value(), 0, RoundingMode.DOWN);
        return new Quantity(lots.multiply(lotSize.value()));
    }

    /** The nearest price on a tick, towards {@code mode}; at least one tick. */
    public Price roundToTick(BigDecimal price, RoundingMode mode) {
        BigDecimal ticks = price.divide(tickSize.value(), 0, mode).max(BigDecimal.ONE);
        return new Price(ticks.multiply(tickSize.value()));
    }
}
