package dev.holdfast.marketdata;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.guard.GuardedCall;
import dev.holdfast.runtime.stream.LossCount;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topic;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.MarketConditionChanged;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Publishes on the bus at once and appends to Kafka beside it: a price is worth most now, and no order
 * depends on a market record being durable. A record that Kafka did not take, or that a breaker spared it, is
 * counted, not repeated. While this node may not speak for the feed nothing goes out at all.
 */
final class MarketPublisher implements MarketOutlet {
    private final Bus bus;
    private final StreamWriter streams;
    private final GuardedCall guard;
    private final BooleanSupplier maySpeak;
    private final LongAdder quotes = new LongAdder();
    private final LongAdder trades = new LongAdder();
    private final LongAdder bars = new LongAdder();
    private final LossCount unstored = new LossCount();

    MarketPublisher(Bus bus, StreamWriter streams, GuardedCall guard, BooleanSupplier maySpeak) {
        this.bus = bus;
        this.streams = streams;
        this.guard = guard;
        this.maySpeak = maySpeak;
    }

    @Override
    public void quote(Quote quote) {
        if (maySpeak.getAsBoolean()) {
            quotes.increment();
            bus.publish(Addresses.QUOTE, quote);
            store(Topics.QUOTES, quote.instrument(), quote);
        }
    }

    @Override
    public void trade(Trade trade) {
        if (maySpeak.getAsBoolean()) {
            trades.increment();
            bus.publish(Addresses.TRADE, trade);
            store(Topics.TRADES, trade.instrument(), trade);
        }
    }

    @Override
    public void bar(Bar bar) {
        if (maySpeak.getAsBoolean()) {
            bars.increment();
            bus.publish(Addresses.BAR, bar);
            store(Topics.BARS, bar.instrument(), bar);
        }
    }

    @Override
    public void openBar(Bar bar) {
        if (maySpeak.getAsBoolean()) {
            bus.publish(Addresses.OPEN_BAR, bar);
        }
    }

    @Override
    public void condition(MarketConditionChanged changed) {
        if (maySpeak.getAsBoolean()) {
            bus.publish(Addresses.MARKET_CONDITION, changed);
        }
    }

    long quotes() {
        return quotes.sum();
    }

    long trades() {
        return trades.sum();
    }

    long bars() {
        return bars.sum();
    }

    LossCount unstored() {
        return unstored;
    }

    private <T> void store(Topic<T> topic, InstrumentId instrument, T record) {
        guard.call(() -> streams.write(topic, instrument.symbol(), record))
            .onFailure(lost -> unstored.add());
    }
}
