package dev.holdfast.binance.feed;

import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what a feed said. Written on the event loop, read by the test's thread. */
final class HeardMarket implements FeedListener {
    final List<Told> conditions = new CopyOnWriteArrayList<>();
    final Map<InstrumentId, Quote> quotes = new ConcurrentHashMap<>();
    private final List<Quote> allQuotes = new ArrayList<>();
    final AtomicLong quoteCount = new AtomicLong();
    final AtomicLong tradeCount = new AtomicLong();
    volatile Trade lastTrade;

    /** One change of condition. */
    record Told(InstrumentId instrument, MarketCondition condition, String why) {
    }

    @Override
    public void onQuote(Quote quote) {
        quotes.put(quote.instrument(), quote);
        quoteCount.incrementAndGet();
        synchronized (allQuotes) {
            allQuotes.add(quote);
        }
    }

    @Override
    public void onTrade(Trade trade) {
        lastTrade = trade;
        tradeCount.incrementAndGet();
    }

    @Override
    public void onCondition(InstrumentId instrument, MarketCondition condition, String why) {
        conditions.add(new Told(instrument, condition, why));
    }

    /** As told last; null before the first word. */
    MarketCondition condition(InstrumentId instrument) {
        return conditions.stream().filter(told -> told.instrument().equals(instrument))
            .reduce((first, second) -> second).map(Told::condition).orElse(null);
    }

    List<Quote> allQuotes() {
        synchronized (allQuotes) {
            return List.copyOf(allQuotes);
        }
    }

    boolean hasQuote(MarketCondition condition) {
        return allQuotes().stream().anyMatch(quote -> quote.condition() == condition);
    }

    List<MarketCondition> conditions() {
        return conditions.stream().map(Told::condition).toList();
    }
}
