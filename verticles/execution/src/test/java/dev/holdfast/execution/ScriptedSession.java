package dev.holdfast.execution;

import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** A venue whose answers a test writes: what a real one does once in a million times, it does on demand. */
final class ScriptedSession implements OrderSession {
    static final Function<SendAttempted, Outcome> ACCEPTS = attempt -> new Outcome.Done(List.of(
        new ExecutionReport(attempt.venueClientId(), "v-" + attempt.venueClientId(),
            new InstrumentId("BTCUSDT"), ExecutionReport.Kind.NEW, null, Quantity.ZERO, null,
            Instant.EPOCH)));
    final List<String> written = new CopyOnWriteArrayList<>();
    final List<String> renewals = new CopyOnWriteArrayList<>();
    final List<String> queried = new CopyOnWriteArrayList<>();
    final List<String> canceled = new CopyOnWriteArrayList<>();
    /** What it lists as open. */
    volatile List<OpenOrder> listed = List.of();
    volatile Function<SendAttempted, Outcome> onPlace = ACCEPTS;
    volatile Supplier<StatusAnswer> onQuery = () -> new StatusAnswer.NoAnswer("not scripted");
    /** If set, what every place is answered with, once it is complete. */
    volatile Future<Outcome> later;
    /** If set, what every question is answered with, once it is complete. */
    volatile Future<StatusAnswer> answerLater;
    private volatile String name;
    private SessionListener listener;
    private volatile boolean up;
    private volatile Instant openedAt = Instant.EPOCH;

    ScriptedSession(String name) {
        this.name = name;
    }

    @Override
    public Future<Void> start(SessionListener hears) {
        listener = hears;
        up = true;
        openedAt = Instant.now();
        listener.onSessionUp(name);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        up = false;
        return Future.succeededFuture();
    }

    @Override
    public String session() {
        return up ? name : null;
    }

    @Override
    public void renew(String why) {
        renewals.add(why);
        openedAt = Instant.now();
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since) {
        return Future.succeededFuture(false);
    }

    @Override
    public Duration venueOffset() {
        return Duration.ZERO;
    }

    @Override
    public String detail() {
        return name;
    }

    @Override
    public Future<Outcome> place(OrderTerms terms, SendAttempted attempt, WriteCheck mayWrite) {
        String refusal = mayWrite.refusal();
        if (refusal != null) {
            return Future.succeededFuture(new Outcome.NotSent(refusal));
        }
        written.add(attempt.venueClientId());
        return later == null ? Future.succeededFuture(onPlace.apply(attempt)) : later;
    }

    @Override
    public Future<Outcome> cancel(InstrumentId instrument, String venueClientId) {
        canceled.add(venueClientId);
        return Future.succeededFuture(new Outcome.Refused(-2011, "Unknown order sent."));
    }

    @Override
    public Future<StatusAnswer> query(InstrumentId instrument, String venueClientId) {
        queried.add(venueClientId);
        return answerLater == null ? Future.succeededFuture(onQuery.get()) : answerLater;
    }

    @Override
    public Future<List<OpenOrder>> openOrders() {
        return Future.succeededFuture(listed);
    }

    @Override
    public Future<Map<String, BigDecimal>> balances() {
        return Future.succeededFuture(Map.of());
    }

    @Override
    public Future<Instant> venueTime() {
        return Future.succeededFuture(Instant.now());
    }
}
