package dev.holdfast.trading.risk;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * An account's pre-trade limits (requirement D4). A value equal to its limit still passes.
 *
 * @param maxOrderNotional  value of one order
 * @param maxOrderQuantity  base units of one order
 * @param maxPositionNotional value of a position with all its open orders filled
 * @param priceCollarPercent how far a limit price may be on the wrong side of the best quote; a MARKET order
 *                          is reserved at the quote plus this much
 * @param maxOrdersPerWindow orders within {@code rateWindow}
 * @param maxOpenOrders     live and queued orders
 */
public record RiskLimits(Money maxOrderNotional, Quantity maxOrderQuantity, Money maxPositionNotional,
                         BigDecimal priceCollarPercent, int maxOrdersPerWindow, Duration rateWindow,
                         int maxOpenOrders) {
}
