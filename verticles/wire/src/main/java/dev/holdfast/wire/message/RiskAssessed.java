package dev.holdfast.wire.message;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * What the independent risk watch thinks of one account.
 *
 * @param exposure        Σ |position × mark|
 * @param drawdownPercent below the account's highest equity since the watch began, 0 to 100
 * @param correlations    of the 1-minute returns, by pair {@code A/B}; only pairs with enough bars
 * @param action          null: none; else what the watch ordered, such as {@code HALT}
 * @param reason          why, for a person; null without an action
 */
public record RiskAssessed(AccountId account, Instant at, Money equity, Money peakEquity, Money exposure,
                           BigDecimal drawdownPercent, Map<String, BigDecimal> correlations, String action,
                           String reason) {
}
