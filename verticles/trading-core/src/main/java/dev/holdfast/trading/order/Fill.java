package dev.holdfast.trading.order;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One execution of an order at the venue (FIX ExecutionReport, 35=8, ExecType=F).
 *
 * @param execId    the venue's id of this execution: applied once, however often it is reported
 * @param fee       what the venue took, in {@code feeAsset}
 * @param maker     true if our order rested and somebody took it
 * @param venueTime the venue's clock
 */
public record Fill(String execId, String venueOrderId, Price price, Quantity quantity, BigDecimal fee,
                   String feeAsset, boolean maker, Instant venueTime) {
    public Fill {
        if (quantity.isZero()) {
            throw new IllegalArgumentException("a fill of nothing, execId " + execId);
        }
        fee = new Money(fee).amount();
    }

    public Money notional() {
        return price.times(quantity);
    }
}
