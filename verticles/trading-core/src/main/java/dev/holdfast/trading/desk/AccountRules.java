package dev.holdfast.trading.desk;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.risk.RiskLimits;
import java.util.Set;

/**
 * How one account trades.
 *
 * @param cash       what it opens with, in {@code currency}; later changes come only from fills
 * @param entryStyle how entries are sent; exits are always MARKET orders
 * @param strategies names of the strategies whose signals it follows
 */
public record AccountRules(AccountId id, Money cash, String currency, Set<String> strategies,
                           SizingRule sizing, EntryStyle entryStyle, RiskLimits limits) {
}
