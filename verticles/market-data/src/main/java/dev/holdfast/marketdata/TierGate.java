package dev.holdfast.marketdata;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.PriceSource;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.wire.message.MarketConditionChanged;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets out what the serving source says, and nothing of the others. Keeps the last good quote of each
 * instrument: that is the cache, which speaks when no source does. Not thread-safe: one owner.
 */
final class TierGate {
    private final MarketOutlet outside;
    private final Map<InstrumentId, Quote> cache = new TreeMap<>();
    private final Map<Row, Instant> closedUpTo = new HashMap<>();
    private PriceSource serving = PriceSource.VENUE;

    /** Bars that follow one another. */
    private record Row(InstrumentId instrument, BarInterval interval) {
    }

    TierGate(MarketOutlet outside) {
        this.outside = outside;
    }

    /** Where one source speaks into. */
    MarketOutlet of(PriceSource source) {
        return new Side(source);
    }

    void serve(PriceSource source) {
        serving = source;
    }

    PriceSource serving() {
        return serving;
    }

    /** A price of old, as another node told it: known here too, should this node have to speak. */
    void remember(Quote quote) {
        if (quote.condition().isTradable()) {
            cache.put(quote.instrument(), quote);
        }
    }

    /** Tells the last good price of each instrument once more: whoever came lately has not heard it. */
    void tellCache(Instant now) {
        cache.values().forEach(quote -> {
            outside.condition(new MarketConditionChanged(quote.instrument(), MarketCondition.STALE,
                "no source of prices is fit; this is the last one known", now));
            outside.quote(quote.withCondition(MarketCondition.STALE).from(PriceSource.CACHE));
        });
    }

    /** One source's side of the gate. */
    private final class Side implements MarketOutlet {
        private final PriceSource source;

        private Side(PriceSource source) {
            this.source = source;
        }

        @Override
        public void quote(Quote quote) {
            if (serving == source) {
                remember(quote);
                outside.quote(quote);
            }
        }

        @Override
        public void trade(Trade trade) {
            if (serving == source) {
                outside.trade(trade);
            }
        }

        /** Two sources are not at the same bar: one that was closed by the other is not told again. */
        @Override
        public void bar(Bar bar) {
            Row row = new Row(bar.instrument(), bar.interval());
            if (serving == source && !isClosed(row, bar)) {
                closedUpTo.put(row, bar.closeTime());
                outside.bar(bar);
            }
        }

        @Override
        public void openBar(Bar bar) {
            if (serving == source && !isClosed(new Row(bar.instrument(), bar.interval()), bar)) {
                outside.openBar(bar);
            }
        }

        @Override
        public void condition(MarketConditionChanged changed) {
            if (serving == source) {
                outside.condition(changed);
            }
        }

        private boolean isClosed(Row row, Bar bar) {
            return bar.openTime().isBefore(closedUpTo.getOrDefault(row, Instant.MIN));
        }
    }
}
