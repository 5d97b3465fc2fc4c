package dev.holdfast.execution;

import dev.holdfast.trading.desk.MarketView;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The newest quote of each instrument, as this node heard it on the bus. A quote that grew old here is STALE
 * whatever it says of itself: the bus may have gone quiet between the feed and this node.
 */
final class QuoteBoard implements MarketView {
    private final Map<InstrumentId, Quote> newest = new HashMap<>();
    private final Clock clock;
    private final Duration staleAfter;

    QuoteBoard(Clock clock, Duration staleAfter) {
        this.clock = clock;
        this.staleAfter = staleAfter;
    }

    void onQuote(Quote quote) {
        newest.put(quote.instrument(), quote);
    }

    @Override
    public Quote quote(InstrumentId instrument) {
        Quote quote = newest.get(instrument);
        if (quote == null) {
            return null;
        }
        boolean old = Duration.between(quote.receiveTime(), clock.instant()).compareTo(staleAfter) > 0;
        return old ? quote.withCondition(quote.condition().worst(MarketCondition.STALE)) : quote;
    }
}
