package dev.holdfast.wire.view;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.TradingState;

/**
 * An account's money.
 *
 * @param equity cash plus positions at their marks
 * @param pnl    equity − opening cash
 */
public record AccountView(AccountId account, String currency, Money openingCash, Money cash, Money equity,
                          Money pnl, Money realised, Money unrealised, Money fees, TradingState tradingState,
                          int openOrders, int shard) {
}
