package dev.holdfast.marketdata;

import static dev.holdfast.marketdata.MarketSamples.BTC;
import static dev.holdfast.marketdata.MarketSamples.at;
import static dev.holdfast.marketdata.MarketSamples.quote;
import static dev.holdfast.marketdata.MarketSamples.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.PriceSource;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.wire.message.MarketConditionChanged;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentMarketTest {
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final List<Object> out = outlet.all();
    private final InstrumentMarket market =
        new InstrumentMarket(BTC, PriceSource.VENUE, outlet, Duration.ofSeconds(2), at(0));

    @Test
    void saysThatItIsLiveBeforeTheFirstLiveQuote() {
        Quote quote = quote(0, "99", "100");
        market.onQuote(quote, at(0));

        assertThat(out).containsExactly(
            new MarketConditionChanged(BTC, MarketCondition.LIVE, "fresh, in sequence, not crossed", at(0)),
            quote);
    }

    @Test
    void repeatsTheLastQuoteAsStaleWhenSilent() {
        Quote quote = live();

        market.onTick(at(2_001));

        assertThat(out).hasSize(2).last().isEqualTo(quote.withCondition(MarketCondition.STALE));
    }

    @Test
    void repeatsTheLastQuoteAsLiveWhenATradeEndsTheSilence() {
        Quote quote = live();
        market.onTick(at(2_001));
        out.clear();

        Trade trade = trade(3_000, "100");
        market.onTrade(trade, at(3_000));

        assertThat(out).hasSize(3).endsWith(quote, trade);
    }

    @Test
    void doesNotCallAQuoteFromBeforeAGapLiveAgain() {
        Quote quote = live();
        market.onFeedCondition(MarketCondition.GAPPED, "update 7 is missing", at(1));
        assertThat(out).last().isEqualTo(quote.withCondition(MarketCondition.GAPPED));
        out.clear();

        market.onFeedCondition(MarketCondition.LIVE, "fetched again", at(2));

        assertThat(out).hasOnlyElementsOfType(MarketConditionChanged.class);
    }

    @Test
    void marksACrossedQuoteAtOnceHoweverFastItCame() {
        live();
        Quote crossed = quote(1, "100", "100");

        market.onQuote(crossed, at(1));

        assertThat(out).last().isEqualTo(crossed.withCondition(MarketCondition.CROSSED));
    }

    @Test
    void neverHoldsATradeBack() {
        live();
        for (int i = 0; i < 100; i++) {
            market.onTrade(trade(1, "100"), at(1));
        }

        assertThat(out).filteredOn(Trade.class::isInstance).hasSize(100);
    }

    @Test
    void closesSecondAndMinuteBars() {
        live();
        market.onTrade(trade(100, "100"), at(100));

        market.closeBars(at(60_000));

        assertThat(bars()).filteredOn(bar -> bar.interval() == BarInterval.SECOND).hasSize(60);
        assertThat(bars()).filteredOn(bar -> bar.interval() == BarInterval.MINUTE).hasSize(1);
    }

    @Test
    void givesTheBarsOfASilenceTheConditionOfTheSilence() {
        live();
        market.onTrade(trade(100, "100"), at(100));
        market.closeBars(at(2_200));
        market.onTick(at(2_200));
        out.clear();

        market.onTrade(trade(4_500, "101"), at(4_500));
        market.closeBars(at(6_000));

        assertThat(bars()).extracting(Bar::condition).containsExactly(MarketCondition.STALE,
            MarketCondition.STALE, MarketCondition.STALE, MarketCondition.LIVE);
    }

    @Test
    void showsTheOpenBarOnlyWhenItChanged() {
        live();
        market.onTrade(trade(100, "100"), at(100));
        out.clear();

        market.showOpenBar();
        market.showOpenBar();
        market.onTrade(trade(200, "101"), at(200));
        market.showOpenBar();

        assertThat(bars()).extracting(Bar::trades).containsExactly(1, 2);
    }

    private Quote live() {
        Quote quote = quote(0, "99", "100");
        market.onQuote(quote, at(0));
        out.clear();
        return quote;
    }

    private List<Bar> bars() {
        return out.stream().filter(Bar.class::isInstance).map(Bar.class::cast).toList();
    }
}
