package dev.holdfast.persistence.performance;

import dev.holdfast.trading.money.Money;

/**
 * Sums over the orders, fills and round trips of a period.
 *
 * @param fees        in the quote asset
 * @param won         round trips with profit after fees
 * @param grossProfit sum of the profits of the won ones
 * @param grossLoss   sum of the losses of the lost ones, as a number ≥ 0
 */
public record TradeSums(int orders, int fills, Money fees, int roundTrips, int won, Money grossProfit,
                        Money grossLoss) {
}
