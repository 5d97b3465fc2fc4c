package dev.holdfast.wire.view;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.TradingState;
import java.time.Instant;

/**
 * An account's money.
 *
 * @param equity      cash plus positions at their marks
 * @param pnl         equity − opening cash
 * @param flattening  it is being brought to zero, and is not there yet
 * @param flattenedAt when the newest flatten ended; null if none ever did
 */
public record AccountView(AccountId account, String currency, Money openingCash, Money cash, Money equity,
                          Money pnl, Money realised, Money unrealised, Money fees, TradingState tradingState,
                          int openOrders, int shard, boolean flattening, Instant flattenedAt) {
}
