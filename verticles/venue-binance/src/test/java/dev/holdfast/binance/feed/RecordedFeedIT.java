package dev.holdfast.binance.feed;

import static dev.holdfast.trading.market.MarketCondition.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.binance.Recording;
import dev.holdfast.binance.VenueProcess;
import dev.holdfast.binance.instrument.BinanceInstruments;
import dev.holdfast.trading.market.InstrumentId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two instruments at once, from recorded order books, through real sockets. */
class RecordedFeedIT {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final InstrumentId ETH = new InstrumentId("ETHUSDT");
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @Test
    void keepsBothBooksWholeWithOneSnapshotEach() throws Exception {
        var file = Recording.find("binance-2024-08-08/binance-spot-btcusdt_20240808.gz");
        assumeTrue(file.isPresent(), "no recorded data");
        var heard = new HeardMarket();
        Vertx vertx = Vertx.vertx();
        try (VenueProcess venue =
                VenueProcess.start("--speed", "10", "--data", file.get().getParent().toString())) {
            assertThat(get(BinanceInstruments.fetch(vertx, venue.config()))).containsOnlyKeys(BTC, ETH);
            var feed = new BinanceFeed(vertx, venue.config(), InstantSource.system());
            get(feed.start(Set.of(BTC, ETH), heard));
            await().atMost(DEADLINE).untilAsserted(() -> {
                assertThat(heard.quoteCount).hasValueGreaterThan(1_000);
                assertThat(heard.tradeCount).hasValueGreaterThan(200);
            });
            assertThat(heard.condition(BTC)).isEqualTo(LIVE);
            assertThat(heard.condition(ETH)).isEqualTo(LIVE);
            assertThat(heard.conditions).as("STALE and LIVE, once each").hasSize(4);
            assertThat(feed.malformedFrames()).isZero();
            var asked = venue.status().path("snapshotRequests");
            assertThat(asked.path("BTCUSDT").asInt()).isEqualTo(1);
            assertThat(asked.path("ETHUSDT").asInt()).isEqualTo(1);
            get(feed.stop());
        } finally {
            get(vertx.close());
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
