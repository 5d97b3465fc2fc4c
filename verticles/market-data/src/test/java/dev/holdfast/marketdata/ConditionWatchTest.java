package dev.holdfast.marketdata;

import static dev.holdfast.marketdata.MarketSamples.at;
import static dev.holdfast.marketdata.MarketSamples.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConditionWatchTest {
    private static final Duration STALE_AFTER = Duration.ofSeconds(2);

    private final ConditionWatch watch = new ConditionWatch(STALE_AFTER, at(0));

    @Test
    void isStaleUntilTheFirstQuote() {
        assertThat(watch.state().condition()).isEqualTo(MarketCondition.STALE);
        assertThat(watch.onTrade(at(1))).isFalse();
        assertThat(watch.onQuote(quote(2, "99", "100"), at(2))).isTrue();
        assertThat(watch.state()).isEqualTo(ConditionWatch.State.LIVE);
    }

    @Test
    void turnsStaleOnlyOnceSilenceIsLongerThanTheLimit() {
        live();

        assertThat(watch.onTick(at(2_000))).isFalse();
        assertThat(watch.onTick(at(2_001))).isTrue();
        assertThat(watch.state().condition()).isEqualTo(MarketCondition.STALE);
        assertThat(watch.state().why()).isEqualTo("silent for more than 2000 ms");
        assertThat(watch.onTick(at(2_050))).isFalse();
    }

    @Test
    void staysLiveOnTradesAlone() {
        live();
        watch.onTrade(at(1_500));

        assertThat(watch.onTick(at(3_500))).isFalse();
        assertThat(watch.onTick(at(3_501))).isTrue();
    }

    @Test
    void isLiveAgainWithTheTradeThatEndsTheSilence() {
        live();
        watch.onTick(at(5_000));

        assertThat(watch.onTrade(at(5_100))).isTrue();
        assertThat(watch.state().condition()).isEqualTo(MarketCondition.LIVE);
    }

    @Test
    void callsABookCrossedWhenBidMeetsAsk() {
        live();

        assertThat(watch.onQuote(quote(1, "100", "100.01"), at(1))).isFalse();
        assertThat(watch.onQuote(quote(2, "100", "100"), at(2))).isTrue();
        assertThat(watch.state().condition()).isEqualTo(MarketCondition.CROSSED);
        assertThat(watch.state().why()).isEqualTo("bid 100 is not below ask 100");
        assertThat(watch.onTrade(at(3))).isFalse();
        assertThat(watch.onQuote(quote(4, "99", "100"), at(4))).isTrue();
    }

    @Test
    void isGappedUntilTheFeedSaysOtherwiseWhateverTradesCome() {
        live();

        assertThat(watch.onFeed(MarketCondition.GAPPED, "update 7 is missing", at(1))).isTrue();
        assertThat(watch.state().why()).isEqualTo("update 7 is missing");
        assertThat(watch.onTrade(at(2))).isFalse();
        assertThat(watch.onFeed(MarketCondition.LIVE, "book fetched again", at(3))).isTrue();
    }

    @Test
    void isLiveAgainWithTheFirstQuoteInSequence() {
        live();
        watch.onFeed(MarketCondition.GAPPED, "update 7 is missing", at(1));

        Quote gapped = quote(2, "99", "100").withCondition(MarketCondition.GAPPED);
        assertThat(watch.onQuote(gapped, at(2))).isFalse();
        assertThat(watch.onQuote(quote(3, "99", "100"), at(3))).isTrue();
    }

    @Test
    void tellsTheWorstOfSeveral() {
        watch.onQuote(quote(0, "101", "100"), at(0));
        watch.onFeed(MarketCondition.GAPPED, "update 7 is missing", at(1));
        watch.onTick(at(60_000));

        assertThat(watch.state().condition()).isEqualTo(MarketCondition.GAPPED);
        watch.onFeed(MarketCondition.LIVE, "", at(60_001));
        assertThat(watch.state().condition()).isEqualTo(MarketCondition.CROSSED);
    }

    private void live() {
        watch.onQuote(quote(0, "99", "100"), at(0));
    }
}
