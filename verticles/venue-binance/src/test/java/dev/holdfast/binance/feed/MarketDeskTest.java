package dev.holdfast.binance.feed;

import static dev.holdfast.trading.market.MarketCondition.CROSSED;
import static dev.holdfast.trading.market.MarketCondition.GAPPED;
import static dev.holdfast.trading.market.MarketCondition.LIVE;
import static dev.holdfast.trading.market.MarketCondition.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketDeskTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HeardMarket heard = new HeardMarket();
    private final List<Integer> wanted = new ArrayList<>();
    private final MarketDesk desk =
        new MarketDesk(List.of(BTC), heard, LIMIT, NOW, (id, recent) -> wanted.add(recent));

    @BeforeEach
    void connect() {
        desk.connected();
    }

    private void depth(long first, long last, String bid, String ask) {
        desk.onFrame("{\"e\":\"depthUpdate\",\"E\":" + NOW.plusMillis(last).toEpochMilli()
            + ",\"s\":\"BTCUSDT\",\"U\":" + first + ",\"u\":" + last + ",\"b\":[[\"" + bid
            + "\",\"1\"]],\"a\":[[\"" + ask + "\",\"1\"]]}", NOW);
    }

    private void ticker(long id, String bid, String ask) {
        desk.onFrame("{\"u\":" + id + ",\"s\":\"BTCUSDT\",\"b\":\"" + bid + "\",\"B\":\"2\",\"a\":\"" + ask
            + "\",\"A\":\"2\"}", NOW);
    }

    private void snapshot(long last) {
        desk.onSnapshot(BTC, "{\"lastUpdateId\":" + last
            + ",\"bids\":[[\"99\",\"1\"]],\"asks\":[[\"101\",\"1\"]]}", NOW);
    }

    private void goLive() {
        depth(1, 5, "99", "101");
        snapshot(5);
    }

    private Quote quote() {
        return heard.quotes.get(BTC);
    }

    @Test
    void isStaleUntilTheBookIsWhole() {
        assertThat(heard.conditions()).containsExactly(STALE);
        ticker(4, "99", "101");
        assertThat(quote().condition()).isEqualTo(STALE);
        goLive();
        assertThat(heard.conditions()).containsExactly(STALE, LIVE);
        assertThat(wanted).containsExactly(0);
    }

    @Test
    void quotesFromWhicheverSourceIsAhead() {
        goLive();
        assertThat(quote().bid()).isEqualTo(Price.of("99"));
        assertThat(quote().bidQuantity()).isEqualTo(Quantity.of("1"));
        ticker(7, "100", "101");
        assertThat(quote().sequence()).isEqualTo(7);
        ticker(6, "98", "101");
        assertThat(quote().sequence()).isEqualTo(7);
        depth(6, 8, "100.5", "101");
        assertThat(quote().sequence()).isEqualTo(8);
        assertThat(quote().bid()).isEqualTo(Price.of("100.5"));
        long count = heard.quoteCount.get();
        depth(9, 9, "50", "200");
        assertThat(heard.quoteCount.get()).as("an unchanged best is no news").isEqualTo(count);
    }

    @Test
    void takesTheExchangeTimeFromTheNewestEventThatHasOne() {
        goLive();
        ticker(7, "100", "101");
        assertThat(quote().exchangeTime()).isEqualTo(NOW.plusMillis(5));
        assertThat(quote().receiveTime()).isEqualTo(NOW);
    }

    @Test
    void isGappedFromAMissingUpdateToTheNextWholeBook() {
        goLive();
        depth(7, 8, "99", "101");
        ticker(9, "99.5", "101");
        assertThat(quote().condition()).isEqualTo(GAPPED);
        snapshot(8);
        assertThat(heard.conditions()).containsExactly(STALE, LIVE, GAPPED, LIVE);
        assertThat(wanted).containsExactly(0, 1);
    }

    @Test
    void asksLaterAndLaterForASnapshotThatStaysTooOld() {
        depth(100, 105, "99", "101");
        snapshot(5);
        snapshot(5);
        desk.onSnapshotFailed(BTC);
        desk.onSnapshot(BTC, "<html>", NOW);
        assertThat(wanted).containsExactly(0, 1, 2, 3, 4);
        assertThat(heard.conditions()).containsExactly(STALE);
    }

    @Test
    void isCrossedWhileTheBidIsAtOrAboveTheAsk() {
        goLive();
        ticker(7, "101", "101");
        assertThat(quote().condition()).isEqualTo(CROSSED);
        ticker(8, "100", "101");
        assertThat(heard.conditions()).containsExactly(STALE, LIVE, CROSSED, LIVE);
    }

    @Test
    void isStaleWithoutABid() {
        goLive();
        long count = heard.quoteCount.get();
        desk.onFrame("{\"u\":9,\"s\":\"BTCUSDT\",\"b\":\"0.00\",\"B\":\"0.00\",\"a\":\"1\",\"A\":\"1\"}",
            NOW);
        assertThat(heard.quoteCount.get()).isEqualTo(count);
        assertThat(heard.conditions()).containsExactly(STALE, LIVE, STALE);
    }

    @Test
    void isStaleOnceWhenNothingIsHeardForLongerThanTheLimit() {
        goLive();
        desk.tick(NOW.plus(LIMIT));
        assertThat(heard.condition(BTC)).isEqualTo(LIVE);
        desk.tick(NOW.plus(LIMIT).plusMillis(1));
        desk.tick(NOW.plus(LIMIT).plusMillis(2));
        assertThat(heard.conditions()).containsExactly(STALE, LIVE, STALE);
        ticker(7, "99", "101");
        assertThat(heard.conditions()).containsExactly(STALE, LIVE, STALE, LIVE);
    }

    @Test
    void forgetsOnDisconnectAndAcceptsIdsThatBeginAnew() {
        depth(1_001, 1_005, "99", "101");
        snapshot(1_005);
        desk.disconnected("closed");
        desk.connected();
        goLive();
        assertThat(heard.conditions()).containsExactly(STALE, LIVE, STALE, LIVE);
        assertThat(quote().sequence()).isEqualTo(5);
    }

    @Test
    void countsWhatItDrops() {
        goLive();
        desk.onFrame("{broken", NOW);
        desk.onUnreadable();
        desk.onFrame("{\"e\":\"kline\"}", NOW);
        desk.onFrame("{\"u\":9,\"s\":\"OTHER\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}", NOW);
        assertThat(desk.malformed()).isEqualTo(2);
        assertThat(desk.other()).isEqualTo(2);
        assertThat(desk.frames()).isEqualTo(5);
        assertThat(heard.condition(BTC)).isEqualTo(LIVE);
    }

    @Test
    void saysWhenTheVenueIsAboutToClose() {
        assertThat(desk.onFrame("{\"e\":\"serverShutdown\",\"E\":1}", NOW)).isTrue();
    }
}
