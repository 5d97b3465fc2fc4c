package dev.holdfast.wire.message;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import java.time.Instant;

/**
 * The highest equity of an account that any risk watch saw: what its drawdown is measured from, over every
 * restart. The journal alone cannot say it, as prices are not in it.
 *
 * @param since journal time from which it is the highest: the account's opening, or the newest end of a halt,
 *              as a person who ends a halt takes the loss for granted
 */
public record PeakEquity(AccountId account, Instant since, Money peak, Instant at) {
}
