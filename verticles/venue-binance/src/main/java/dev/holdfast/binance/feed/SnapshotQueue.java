package dev.holdfast.binance.feed;

import dev.holdfast.binance.net.HttpAnswer;
import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.binance.net.RestCall;
import dev.holdfast.resilience.breaker.CallResult;
import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.trading.market.InstrumentId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Fetches book snapshots one at a time, since each costs as much request weight as fifty orders. An
 * instrument waits here at most once, and longer the more often it lately asked.
 */
final class SnapshotQueue {
    /** The deepest that costs no more than 50 weight. */
    private static final int LEVELS = 1_000;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private final Vertx vertx;
    private final Function<RestCall, Future<HttpAnswer>> rest;
    private final Backoff backoff;
    private final Receiver receiver;
    private final Set<InstrumentId> asked = new HashSet<>();
    private final Deque<InstrumentId> due = new ArrayDeque<>();
    private boolean busy;
    /** Grows with each connection: what was asked on an earlier one is dropped. */
    private int connection;

    /** Takes what came of it: the body, or null. */
    @FunctionalInterface
    interface Receiver {
        void take(InstrumentId instrument, String body);
    }

    SnapshotQueue(Vertx vertx, Function<RestCall, Future<HttpAnswer>> rest, Backoff backoff,
                  Receiver receiver) {
        this.vertx = vertx;
        this.rest = rest;
        this.backoff = backoff;
        this.receiver = receiver;
    }

    void want(InstrumentId instrument, int recentSnapshots) {
        if (!asked.add(instrument)) {
            return;
        }
        int wantedOn = connection;
        long delay = recentSnapshots == 0 ? 0
            : backoff.delay(recentSnapshots, ThreadLocalRandom.current().nextDouble()).toMillis();
        if (delay == 0) {
            enqueue(instrument, wantedOn);
        } else {
            vertx.setTimer(delay, timer -> enqueue(instrument, wantedOn));
        }
    }

    /** The connection is gone: nothing asked before matters. */
    void clear() {
        connection++;
        asked.clear();
        due.clear();
    }

    private void enqueue(InstrumentId instrument, int wantedOn) {
        if (wantedOn == connection) {
            due.add(instrument);
            next();
        }
    }

    private void next() {
        if (busy || due.isEmpty()) {
            return;
        }
        busy = true;
        InstrumentId instrument = due.remove();
        int askedOn = connection;
        fetch(instrument).onComplete(result -> {
            busy = false;
            if (askedOn == connection) {
                asked.remove(instrument);
                receiver.take(instrument, result.result());
            }
            next();
        });
    }

    private Future<String> fetch(InstrumentId instrument) {
        return rest.apply(RestCall.open("/api/v3/depth").with("symbol", instrument.symbol())
            .with("limit", String.valueOf(LEVELS))).map(SnapshotQueue::body);
    }

    /** What an answer says about the venue: that it was in time and no fault of its server. */
    static CallResult judge(Object result, Throwable failure) {
        return switch (result) {
            case Answered answered when answered.status() < SERVER_ERROR -> CallResult.SUCCESS;
            case HttpAnswer.NotWritten held -> held.unreachable() ? CallResult.FAILURE : CallResult.NEUTRAL;
            case null, default -> CallResult.FAILURE;
        };
    }

    private static String body(HttpAnswer answer) {
        return answer instanceof Answered a && a.status() == OK ? a.body() : null;
    }
}
