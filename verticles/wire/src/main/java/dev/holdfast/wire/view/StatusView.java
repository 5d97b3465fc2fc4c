package dev.holdfast.wire.view;

import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.TradingState;
import java.time.Instant;
import java.util.List;

/**
 * The top strip of the dashboard.
 *
 * @param mode               PAPER or LIVE
 * @param tradingState       the strictest state of any account
 * @param dayPnl             equity now − equity at 00:00 UTC, or at the opening if that was later
 * @param worstDataAgeMillis age of the oldest newest-quote of all instruments; null before the first quote
 * @param nodes              members of the cluster, by name
 * @param unknownOrders      orders whose fate is not known
 * @param quorum             on which side of a partition this node is
 * @param refusal            why this node takes no commands; null while it does
 */
public record StatusView(String mode, TradingState tradingState, Money equity, Money cash, Money dayPnl,
                         Money pnl, String currency, Long worstDataAgeMillis, List<String> nodes, String node,
                         String version, int openOrders, int unknownOrders, Instant startedAt, Instant now,
                         List<QuoteView> quotes, Quorum quorum, String refusal) {
}
