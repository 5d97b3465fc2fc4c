package dev.holdfast.marketdata;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.wire.message.MarketConditionChanged;
import java.util.ArrayList;
import java.util.List;

/** Keeps all that leaves, in order. */
final class RecordingOutlet implements MarketOutlet {
    private final List<Object> out = new ArrayList<>();

    /** The live list: clear it to look at what comes next. */
    List<Object> all() {
        return out;
    }

    @Override
    public void quote(Quote quote) {
        out.add(quote);
    }

    @Override
    public void trade(Trade trade) {
        out.add(trade);
    }

    @Override
    public void bar(Bar bar) {
        out.add(bar);
    }

    @Override
    public void openBar(Bar bar) {
        out.add(bar);
    }

    @Override
    public void condition(MarketConditionChanged changed) {
        out.add(changed);
    }
}
