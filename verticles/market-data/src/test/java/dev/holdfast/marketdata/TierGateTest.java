package dev.holdfast.marketdata;

import static dev.holdfast.marketdata.MarketSamples.BTC;
import static dev.holdfast.marketdata.MarketSamples.at;
import static dev.holdfast.marketdata.MarketSamples.quote;
import static dev.holdfast.marketdata.MarketSamples.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarBuilder;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.PriceSource;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.wire.message.MarketConditionChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class TierGateTest {
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final List<Object> out = outlet.all();
    private final TierGate gate = new TierGate(outlet);
    private final MarketOutlet venue = gate.of(PriceSource.VENUE);
    private final MarketOutlet backup = gate.of(PriceSource.BACKUP);

    @Test
    void letsOutWhatTheServingSourceSaysAndNothingElse() {
        backup.quote(quote(0, "99", "100"));
        backup.trade(trade(0, "99"));
        backup.bar(bar(0, PriceSource.BACKUP));
        backup.openBar(bar(0, PriceSource.BACKUP));
        backup.condition(new MarketConditionChanged(BTC, MarketCondition.LIVE, "", at(0)));
        assertThat(out).isEmpty();

        gate.serve(PriceSource.BACKUP);
        venue.quote(quote(1, "99", "100"));
        backup.trade(trade(1, "99"));

        assertThat(out).containsExactly(trade(1, "99"));
    }

    @Test
    void tellsTheLastGoodPriceAsStaleWhenNoSourceServes() {
        Quote good = quote(1, "99", "100");
        venue.quote(quote(0, "98", "100"));
        venue.quote(good);
        venue.quote(quote(2, "100", "100").withCondition(MarketCondition.CROSSED));
        backup.quote(quote(3, "50", "51").from(PriceSource.BACKUP));
        out.clear();

        gate.serve(PriceSource.CACHE);
        venue.quote(quote(4, "99", "100"));
        gate.tellCache(at(5));

        assertThat(out).containsExactly(new MarketConditionChanged(BTC, MarketCondition.STALE,
            "no source of prices is fit; this is the last one known", at(5)),
            good.withCondition(MarketCondition.STALE).from(PriceSource.CACHE));
    }

    @Test
    void takesNoStalePriceOfAnotherNodeForAGoodOne() {
        gate.remember(quote(0, "99", "100"));
        gate.remember(quote(1, "98", "100").withCondition(MarketCondition.STALE).from(PriceSource.CACHE));

        gate.tellCache(at(5));

        assertThat(out).last().isEqualTo(
            quote(0, "99", "100").withCondition(MarketCondition.STALE).from(PriceSource.CACHE));
    }

    @Test
    void tellsNoBarThatAnotherSourceHasClosed() {
        venue.bar(bar(1, PriceSource.VENUE));
        gate.serve(PriceSource.BACKUP);

        backup.openBar(bar(1, PriceSource.BACKUP));
        backup.bar(bar(1, PriceSource.BACKUP));
        backup.bar(bar(2, PriceSource.BACKUP));

        assertThat(out).containsExactly(bar(1, PriceSource.VENUE), bar(2, PriceSource.BACKUP));
    }

    private static Bar bar(int second, PriceSource source) {
        BarBuilder builder = new BarBuilder(BTC, BarInterval.SECOND, source);
        builder.onTrade(trade(second * 1_000L, "100").from(source));
        return builder.current();
    }
}
