package dev.holdfast.bench.path;

import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The real session with one ear more: it says when an order passed the last check before its socket. */
final class TimedSession implements OrderSession {
    private final OrderSession session;
    private final Consumer<OrderTerms> written;

    TimedSession(OrderSession session, Consumer<OrderTerms> written) {
        this.session = session;
        this.written = written;
    }

    @Override
    public Future<Outcome> place(OrderTerms terms, SendAttempted attempt, WriteCheck mayWrite) {
        return session.place(terms, attempt, () -> {
            String refusal = mayWrite.refusal();
            if (refusal == null) {
                written.accept(terms);
            }
            return refusal;
        });
    }

    @Override
    public Future<Void> start(SessionListener listener) {
        return session.start(listener);
    }

    @Override
    public Future<Void> stop() {
        return session.stop();
    }

    @Override
    public String session() {
        return session.session();
    }

    @Override
    public void renew(String why) {
        session.renew(why);
    }

    @Override
    public Instant openedAt() {
        return session.openedAt();
    }

    @Override
    public Duration venueOffset() {
        return session.venueOffset();
    }

    @Override
    public String detail() {
        return session.detail();
    }

    @Override
    public Future<Outcome> cancel(InstrumentId instrument, String venueClientId) {
        return session.cancel(instrument, venueClientId);
    }

    @Override
    public Future<StatusAnswer> query(InstrumentId instrument, String venueClientId) {
        return session.query(instrument, venueClientId);
    }

    @Override
    public Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since) {
        return session.lists(instrument, venueClientId, since);
    }

    @Override
    public Future<List<OpenOrder>> openOrders() {
        return session.openOrders();
    }

    @Override
    public Future<Map<String, BigDecimal>> balances() {
        return session.balances();
    }

    @Override
    public Future<Instant> venueTime() {
        return session.venueTime();
    }
}
