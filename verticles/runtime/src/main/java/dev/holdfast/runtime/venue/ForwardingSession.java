package dev.holdfast.runtime.venue;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An order side that passes everything on to another one: for those who watch or guard a part of it. */
public abstract class ForwardingSession implements OrderSession {
    private final OrderSession inner;

    protected ForwardingSession(OrderSession inner) {
        this.inner = inner;
    }

    /** The one that does the work. */
    protected final OrderSession inner() {
        return inner;
    }

    @Override
    public boolean takesOrders() {
        return inner.takesOrders();
    }

    @Override
    public Future<Outcome> place(OrderTerms terms, SendAttempted attempt, WriteCheck mayWrite) {
        return inner.place(terms, attempt, mayWrite);
    }

    @Override
    public Future<Void> start(SessionListener listener) {
        return inner.start(listener);
    }

    @Override
    public Future<Void> stop() {
        return inner.stop();
    }

    @Override
    public String session() {
        return inner.session();
    }

    @Override
    public void renew(String why) {
        inner.renew(why);
    }

    @Override
    public Instant openedAt() {
        return inner.openedAt();
    }

    @Override
    public Duration venueOffset() {
        return inner.venueOffset();
    }

    @Override
    public String detail() {
        return inner.detail();
    }

    @Override
    public Future<Outcome> cancel(InstrumentId instrument, String venueClientId) {
        return inner.cancel(instrument, venueClientId);
    }

    @Override
    public Future<StatusAnswer> query(InstrumentId instrument, String venueClientId) {
        return inner.query(instrument, venueClientId);
    }

    @Override
    public Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since) {
        return inner.lists(instrument, venueClientId, since);
    }

    @Override
    public Future<List<OpenOrder>> openOrders() {
        return inner.openOrders();
    }

    @Override
    public Future<Map<String, BigDecimal>> balances() {
        return inner.balances();
    }

    @Override
    public Future<Instant> venueTime() {
        return inner.venueTime();
    }
}
