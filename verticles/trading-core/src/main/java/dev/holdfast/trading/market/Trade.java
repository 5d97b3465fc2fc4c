package dev.holdfast.trading.market;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;

/**
 * A print: somebody's trade on the venue, not ours.
 *
 * @param tradeId      the venue's id, unique and growing within the instrument
 * @param aggressor    side of the order that took liquidity
 * @param exchangeTime the venue's clock
 * @param receiveTime  our clock
 */
public record Trade(InstrumentId instrument, long tradeId, Price price, Quantity quantity, Side aggressor,
                    Instant exchangeTime, Instant receiveTime) {
}
