package dev.holdfast.wire.view;

import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;

/** A bar as charts want it. {@code condition} is the worst the market was in while it was open. */
public record CandleView(InstrumentId instrument, BarInterval interval, Instant openTime, Price open,
                         Price high, Price low, Price close, Quantity volume, int trades,
                         MarketCondition condition) {
}
