package dev.holdfast.runtime.venue;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;

/** Hears what a {@link MarketFeed} has to say, in the venue's order for each instrument. */
public interface FeedListener {
    /** The best bid or ask changed; the quote carries the instrument's condition. */
    void onQuote(Quote quote);

    void onTrade(Trade trade);

    /** The condition changed: GAPPED while a book is fetched anew, STALE on silence or disconnect. */
    void onCondition(InstrumentId instrument, MarketCondition condition, String why);
}
