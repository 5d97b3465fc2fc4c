package dev.holdfast.portfolio.state;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.wire.view.QuoteView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The newest quote of each configured instrument; positions are valued at its middle. One owner. */
public final class Marks {
    private final Set<InstrumentId> instruments;
    private final Map<InstrumentId, Quote> quotes = new TreeMap<>();

    public Marks(Set<InstrumentId> instruments) {
        this.instruments = Set.copyOf(instruments);
    }

    /** False if the instrument is not configured here: the quote is not kept. */
    public boolean onQuote(Quote quote) {
        if (!instruments.contains(quote.instrument())) {
            return false;
        }
        quotes.put(quote.instrument(), quote);
        return true;
    }

    /** The last quote stays, with the condition it is now in; false if there is none. */
    public boolean onCondition(InstrumentId instrument, MarketCondition condition) {
        return quotes.computeIfPresent(instrument, (id, quote) -> quote.withCondition(condition)) != null;
    }

    /** Middle of the newest quote; null before the first. */
    public BigDecimal mark(InstrumentId instrument) {
        Quote quote = quotes.get(instrument);
        return quote == null ? null : quote.mid().value();
    }

    /** Null before the first quote. */
    public QuoteView view(InstrumentId instrument, Instant now) {
        Quote quote = quotes.get(instrument);
        return quote == null ? null : view(quote, now);
    }

    public List<QuoteView> views(Instant now) {
        return quotes.values().stream().map(quote -> view(quote, now)).toList();
    }

    /** Age of the oldest newest quote; null before the first. */
    public Long worstAgeMillis(Instant now) {
        return quotes.values().stream().map(quote -> ageMillis(quote, now)).max(Long::compare).orElse(null);
    }

    private static QuoteView view(Quote quote, Instant now) {
        return new QuoteView(quote.instrument(), quote.bid(), quote.bidQuantity(), quote.ask(),
            quote.askQuantity(), quote.condition(), quote.source(), quote.exchangeTime(),
            ageMillis(quote, now));
    }

    /** Never negative: the receiver's clock may be a little ahead of this node's. */
    private static long ageMillis(Quote quote, Instant now) {
        return Math.max(0, Duration.between(quote.receiveTime(), now).toMillis());
    }
}
