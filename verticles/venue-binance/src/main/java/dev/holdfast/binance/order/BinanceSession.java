package dev.holdfast.binance.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.net.HttpAnswer;
import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.binance.net.HttpAnswer.Lost;
import dev.holdfast.binance.net.HttpAnswer.NotWritten;
import dev.holdfast.binance.net.NoAnswer;
import dev.holdfast.binance.net.RateGate;
import dev.holdfast.binance.net.RestCall;
import dev.holdfast.binance.net.RestClient;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Orders at Binance Spot: requests over REST, the account's events over its user-data stream. Its fence is
 * EXPIRY (ownership rule 11): the venue itself refuses a request that is older than its window.
 */
public final class BinanceSession implements OrderSession {
    private static final long MEASURE_EVERY_MILLIS = 30_000;
    private static final int OK = 200;

    private final Vertx vertx;
    private final BinanceConfig config;
    private final InstantSource clock;
    private Context context;
    private RestClient rest;
    private VenueTime time;
    private Account account;
    private QuestionLine questions;
    private UserStream user;
    private long timer;

    public BinanceSession(Vertx vertx, BinanceConfig config, InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Future<Void> start(SessionListener listener) {
        context = vertx.getOrCreateContext();
        return onContext(() -> {
            rest = new RestClient(vertx, config);
            time = new VenueTime(rest, clock);
            account = new Account(rest, time);
            questions = new QuestionLine(vertx, config, clock);
            questions.open();
            user = new UserStream(vertx, config, account, time, listener);
            user.start();
            timer = vertx.setPeriodic(MEASURE_EVERY_MILLIS, due -> time.measure());
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<Void> stop() {
        if (user == null) {
            return Future.succeededFuture();
        }
        return onContext(() -> {
            vertx.cancelTimer(timer);
            return user.stop().compose(done -> questions.close()).compose(done -> rest.close());
        });
    }

    @Override
    public String session() {
        return user == null ? null : user.session();
    }

    @Override
    public void renew(String why) {
        onContext(() -> {
            questions.open();
            return Future.succeededFuture();
        });
    }

    @Override
    public Instant openedAt() {
        return questions == null ? Instant.EPOCH : questions.openedAt();
    }

    @Override
    public Duration venueOffset() {
        return time == null ? Duration.ZERO : time.offset();
    }

    @Override
    public String detail() {
        if (user == null) {
            return "not started";
        }
        String waiting = rest.waiting();
        return waiting == null ? user.detail() : user.detail() + "; " + waiting;
    }

    @Override
    public Future<Outcome> place(OrderTerms terms, SendAttempted attempt, WriteCheck mayWrite) {
        return onContext(() -> rest.send(PlaceRequest.of(terms, attempt)
                .onlyIf(() -> refusal(attempt, mayWrite)))
            .map(answer -> outcome(answer, OrderJson::placed)));
    }

    @Override
    public Future<Outcome> cancel(InstrumentId instrument, String venueClientId) {
        return onContext(() -> rest.send(RestCall.signed(HttpMethod.DELETE, "/api/v3/order")
                .as(RateGate.Kind.ORDER)
                .with("symbol", instrument.symbol())
                .with("origClientOrderId", venueClientId)
                .with("timestamp", String.valueOf(time.now().toEpochMilli())))
            .map(answer -> outcome(answer, order -> List.of(OrderJson.canceled(order))))
            .map(BinanceSession::certain));
    }

    /**
     * Of a cancel only 'no such order' is an answer about the order. A refusal for rate, time or form leaves
     * it resting, so the cancel is still owed.
     */
    private static Outcome certain(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.code() != ErrorRule.CANCEL_REFUSED
            ? new Outcome.Unknown(refused.code() + " " + refused.text()) : outcome;
    }

    @Override
    public Future<StatusAnswer> query(InstrumentId instrument, String venueClientId) {
        return onContext(() -> {
            if (session() == null) {
                return Future.succeededFuture(new StatusAnswer.NoAnswer("no session: " + detail()));
            }
            return questions.ask(instrument, venueClientId);
        });
    }

    @Override
    public Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since) {
        return onContext(() -> questions.lists(instrument, venueClientId, since));
    }

    @Override
    public Future<List<OpenOrder>> openOrders() {
        return onContext(() -> account.openOrders());
    }

    @Override
    public Future<Map<String, BigDecimal>> balances() {
        return onContext(() -> account.balances());
    }

    @Override
    public Future<Instant> venueTime() {
        return onContext(() -> time.ask());
    }

    /** The last look before the wire: what this adapter knows, then what the owner of the order knows. */
    private String refusal(SendAttempted attempt, WriteCheck mayWrite) {
        if (!attempt.session().equals(session())) {
            return "the session of the attempt is over, now it is " + session();
        }
        if (!time.now().isBefore(attempt.expiresAt())) {
            return "the attempt expired at " + attempt.expiresAt();
        }
        return mayWrite.refusal();
    }

    private static Outcome outcome(HttpAnswer answer, Function<JsonNode, List<ExecutionReport>> reader) {
        return switch (answer) {
            case NotWritten not -> new Outcome.NotSent(not.why(), not.unreachable());
            case Lost lost -> new Outcome.Unknown(lost.cause());
            case Answered answered when answered.status() == OK -> done(answered, reader);
            case Answered answered -> ErrorRule.outcome(answered);
        };
    }

    private static Outcome done(Answered answered, Function<JsonNode, List<ExecutionReport>> reader) {
        JsonNode body = OrderJson.tree(answered.body());
        try {
            return body == null ? new Outcome.Unknown("the answer is not JSON")
                : new Outcome.Done(reader.apply(body));
        } catch (IllegalArgumentException e) {
            return new Outcome.Unknown("the answer is not understood: " + e.getMessage());
        }
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        if (context == null) {
            return Future.failedFuture(new NoAnswer("the session was not started"));
        }
        if (Vertx.currentContext() == context) {
            return work.get();
        }
        Promise<T> promise = Promise.promise();
        context.runOnContext(go -> work.get().onComplete(promise));
        return promise.future();
    }
}
