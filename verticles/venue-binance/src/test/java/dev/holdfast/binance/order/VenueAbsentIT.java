package dev.holdfast.binance.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.binance.VenueProcess;
import dev.holdfast.binance.feed.BinanceFeed;
import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A venue that comes later, and goes, and comes back: neither client gives up. */
class VenueAbsentIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final List<MarketCondition> conditions = new CopyOnWriteArrayList<>();
    private final HeardSession heard = new HeardSession();

    @Test
    void waitsForTheVenueAndOutlivesIt() throws Exception {
        int port = freePort();
        var config = VenueProcess.config(port)
            .withReconnect(Duration.ofMillis(100), Duration.ofMillis(500));
        Vertx vertx = Vertx.vertx();
        BinanceFeed feed = new BinanceFeed(vertx, config, InstantSource.system());
        BinanceSession session = new BinanceSession(vertx, config, InstantSource.system());
        try {
            get(feed.start(Set.of(Attempts.BTC), new Conditions()));
            get(session.start(heard));
            String down = "next try in";
            await().atMost(DEADLINE).until(feed::detail, detail -> detail.contains(down));
            await().atMost(DEADLINE).until(session::detail, detail -> detail.contains(down));
            assertThat(session.session()).isNull();
            assertThat(conditions).containsExactly(MarketCondition.STALE);
            untilUp(port, 1);
            await().atMost(DEADLINE).until(() -> heard.downs.size() == 1);
            untilUp(port, 2);
            assertThat(heard.ups).doesNotHaveDuplicates();
        } finally {
            get(feed.stop());
            get(session.stop());
            get(vertx.close());
        }
    }

    private void untilUp(int port, int ups) {
        try (VenueProcess venue = VenueProcess.start("--port", String.valueOf(port))) {
            assertThat(venue.port()).isEqualTo(port);
            await().atMost(DEADLINE).until(() -> heard.ups.size() == ups);
            await().atMost(DEADLINE).until(() ->
                conditions.stream().filter(MarketCondition.LIVE::equals).count() == ups);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void get(Future<Void> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private final class Conditions implements FeedListener {
        @Override
        public void onQuote(Quote quote) {
        }

        @Override
        public void onTrade(Trade trade) {
        }

        @Override
        public void onCondition(InstrumentId instrument, MarketCondition condition, String why) {
            conditions.add(condition);
        }
    }
}
