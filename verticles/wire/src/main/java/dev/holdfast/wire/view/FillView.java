package dev.holdfast.wire.view;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One execution.
 *
 * @param fee      what the venue took, in {@code feeAsset}
 * @param strategy null unless a signal made the order
 */
public record FillView(String execId, ClOrdId clOrdId, AccountId account, InstrumentId instrument, Side side,
                       Price price, Quantity quantity, Money notional, BigDecimal fee, String feeAsset,
                       boolean maker, Instant venueTime, String strategy) {
}
