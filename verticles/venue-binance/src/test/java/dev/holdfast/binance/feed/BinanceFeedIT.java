package dev.holdfast.binance.feed;

import static dev.holdfast.trading.market.MarketCondition.CROSSED;
import static dev.holdfast.trading.market.MarketCondition.GAPPED;
import static dev.holdfast.trading.market.MarketCondition.LIVE;
import static dev.holdfast.trading.market.MarketCondition.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.binance.VenueProcess;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed against a venue process. The default market: one instrument, many trades a second. */
class BinanceFeedIT {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private static VenueProcess venue;
    private static Vertx vertx;
    private final HeardMarket heard = new HeardMarket();
    private BinanceFeed feed;

    @BeforeAll
    static void startVenue() {
        venue = VenueProcess.start("--speed", "2000");
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVenue() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        venue.close();
    }

    @BeforeEach
    void startFeed() throws Exception {
        var config = venue.config().withTimes(SILENCE, Duration.ofSeconds(2));
        feed = new BinanceFeed(vertx, config, InstantSource.system());
        feed.start(Set.of(BTC), heard).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        awaitCondition(LIVE);
    }

    @AfterEach
    void stopFeed() throws Exception {
        feed.stop().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void hearsQuotesAndTrades() {
        long quotes = heard.quoteCount.get();
        await().atMost(DEADLINE).until(() -> heard.quoteCount.get() > quotes + 20);
        await().atMost(DEADLINE).until(() -> heard.tradeCount.get() > 20);
        assertThat(heard.conditions()).containsExactly(STALE, LIVE);
        assertThat(heard.allQuotes()).extracting(Quote::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(heard.allQuotes()).noneMatch(Quote::isCrossed);
        var quote = heard.quotes.get(BTC);
        assertThat(Duration.between(quote.exchangeTime(), quote.receiveTime()).abs())
            .isLessThan(Duration.ofSeconds(2));
        assertThat(feed.isUp()).isTrue();
        assertThat(feed.detail()).startsWith("connected since");
        assertThat(feed.malformedFrames()).isZero();
    }

    @Test
    void reconnectsAfterADroppedSocket() {
        venue.fault("drop-sockets", "{\"count\":1}");
        awaitConditions(STALE, LIVE, STALE, LIVE);
        assertThat(heard.conditions.get(2).why()).contains("closed");
    }

    @Test
    void cutsASilentSocketAndComesBack() {
        venue.fault("silent-socket", "");
        awaitConditions(STALE, LIVE, STALE);
        venue.heal("silent-socket");
        awaitConditions(STALE, LIVE, STALE, LIVE);
        assertThat(heard.conditions.get(2).why()).contains("nothing heard");
    }

    @Test
    void fetchesOneSnapshotAfterAGap() {
        long before = snapshots();
        awaitChanges();
        venue.fault("skip-u", "{\"count\":1}");
        awaitConditions(STALE, LIVE, GAPPED, LIVE);
        assertThat(snapshots() - before).isEqualTo(1);
    }

    @Test
    void doesNotAskForAFrozenSnapshotInALoop() {
        venue.fault("frozen-snapshot", "");
        long before = snapshots();
        awaitChanges();
        venue.fault("skip-u", "{\"count\":1}");
        awaitConditions(STALE, LIVE, GAPPED);
        long seconds = 4;
        await().pollDelay(Duration.ofSeconds(seconds)).atMost(DEADLINE).until(() -> true);
        assertThat(heard.condition(BTC)).isEqualTo(GAPPED);
        assertThat(snapshots() - before).isBetween(2L, 8L);
        venue.heal("frozen-snapshot");
        awaitCondition(LIVE);
    }

    @Test
    void dropsGarbageAndKeepsTheConnection() {
        venue.fault("garbage-frame", "{\"count\":1}");
        await().atMost(DEADLINE).until(() -> feed.malformedFrames() == 1);
        awaitChanges();
        assertThat(heard.conditions()).containsExactly(STALE, LIVE);
    }

    @Test
    void marksACrossedBook() {
        venue.fault("crossed-book", "");
        awaitConditions(STALE, LIVE, CROSSED);
        await().atMost(DEADLINE).until(() -> heard.hasQuote(CROSSED));
        venue.heal("crossed-book");
        awaitCondition(LIVE);
    }

    @Test
    void leavesBeforeAnAnnouncedShutdown() {
        venue.fault("server-shutdown", "{\"ms\":1000,\"count\":1}");
        awaitConditions(STALE, LIVE, STALE, LIVE);
        assertThat(heard.conditions.get(2).why()).contains("shutdown");
    }

    private void awaitCondition(MarketCondition wanted) {
        await().atMost(DEADLINE).until(() -> heard.condition(BTC) == wanted);
    }

    /** An event that the snapshot holds already can be skipped without a gap. */
    private void awaitChanges() {
        long quotes = heard.quoteCount.get();
        await().atMost(DEADLINE).until(() -> heard.quoteCount.get() > quotes + 10);
    }

    private void awaitConditions(MarketCondition... wanted) {
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(heard.conditions()).startsWith(wanted));
    }

    private static long snapshots() {
        return venue.status().path("snapshotRequests").path("BTCUSDT").asLong();
    }
}
