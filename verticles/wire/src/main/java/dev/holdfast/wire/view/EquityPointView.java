package dev.holdfast.wire.view;

import dev.holdfast.trading.money.Money;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The whole desk's equity at one moment.
 *
 * @param drawdownPercent below the highest equity so far, 0 to 100
 */
public record EquityPointView(Instant at, Money equity, Money cash, BigDecimal drawdownPercent) {
}
