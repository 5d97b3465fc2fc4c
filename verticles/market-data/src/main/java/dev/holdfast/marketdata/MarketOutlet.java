package dev.holdfast.marketdata;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.wire.message.MarketConditionChanged;

/** Where normalised market data leaves this service, one instrument's in its order. */
interface MarketOutlet {
    void quote(Quote quote);

    void trade(Trade trade);

    /** A closed bar: final, it never changes. */
    void bar(Bar bar);

    /** A bar still being built, for charts only. */
    void openBar(Bar bar);

    void condition(MarketConditionChanged changed);
}
