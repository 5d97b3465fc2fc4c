package dev.holdfast.venuesim.engine;

import java.math.BigDecimal;

/** One execution of one order. Commission in {@code commissionAsset}, the received one. */
public record Fill(
    long tradeId, Order order, long price, long quantity, BigDecimal quoteQuantity,
    BigDecimal commission, String commissionAsset, boolean maker, long time) {
}
