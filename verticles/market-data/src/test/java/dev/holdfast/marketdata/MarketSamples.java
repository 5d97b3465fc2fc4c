package dev.holdfast.marketdata;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;

/** Quotes and trades of one instrument around a fixed moment. */
final class MarketSamples {
    static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private MarketSamples() {
    }

    static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    static Quote quote(long millis, String bid, String ask) {
        return new Quote(BTC, Price.of(bid), Quantity.of("1"), Price.of(ask), Quantity.of("1"), at(millis),
            at(millis), millis, MarketCondition.LIVE);
    }

    static Trade trade(long millis, String price) {
        return new Trade(BTC, millis, Price.of(price), Quantity.of("1"), Side.BUY, at(millis), at(millis));
    }
}
