package dev.holdfast.wire.view;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.PriceSource;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;

/** The newest quote of an instrument; {@code ageMillis} since it was received, by the gateway's clock. */
public record QuoteView(InstrumentId instrument, Price bid, Quantity bidQuantity, Price ask,
                        Quantity askQuantity, MarketCondition condition, PriceSource source,
                        Instant exchangeTime, long ageMillis) {
}
