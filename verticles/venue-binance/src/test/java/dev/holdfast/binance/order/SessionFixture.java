package dev.holdfast.binance.order;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.VenueProcess;
import dev.holdfast.runtime.venue.OrderSession.WriteCheck;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.OrderTerms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A started session with its venue, and the few moves every test of it makes. Close it. */
final class SessionFixture implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(15);
    static final WriteCheck ALLOWED = () -> null;
    private static final ObjectMapper JSON = new ObjectMapper();

    final VenueProcess venue;
    final BinanceSession session;
    final HeardSession heard = new HeardSession();
    private final Vertx vertx = Vertx.vertx();
    private final BinanceConfig config;

    SessionFixture(VenueProcess venue, BinanceConfig config) {
        this.venue = venue;
        this.config = config;
        this.session = new BinanceSession(vertx, config, InstantSource.system());
        get(session.start(heard));
        await().atMost(DEADLINE).until(() -> session.session() != null);
    }

    Outcome place(OrderTerms terms) {
        return place(terms, venueNow(), session.session(), ALLOWED);
    }

    Outcome place(OrderTerms terms, Instant requestTime, String sessionName, WriteCheck check) {
        return get(session.place(terms, Attempts.attempt(terms, requestTime, sessionName), check));
    }

    Outcome cancel(OrderTerms terms) {
        return get(session.cancel(Attempts.BTC, id(terms)));
    }

    StatusAnswer query(OrderTerms terms) {
        return get(session.query(Attempts.BTC, id(terms)));
    }

    Instant venueNow() {
        return Instant.now().plus(session.venueOffset());
    }

    static String id(OrderTerms terms) {
        return terms.clOrdId().venueId(1);
    }

    static List<ExecutionReport> done(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return done.reports();
        }
        throw new AssertionError("expected Done, was " + outcome);
    }

    /** A price far from the market: an order rests there. */
    Price farBid() {
        return new Price(best("bidPrice").multiply(new BigDecimal("0.9"))
            .setScale(2, RoundingMode.DOWN));
    }

    Price bestAsk() {
        return new Price(best("askPrice"));
    }

    <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        get(session.stop());
        get(vertx.close());
    }

    private BigDecimal best(String field) {
        try {
            JsonNode ticker = JSON.readTree(
                URI.create(config.restUrl() + "/api/v3/ticker/bookTicker?symbol=BTCUSDT").toURL());
            return new BigDecimal(ticker.get(field).asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
