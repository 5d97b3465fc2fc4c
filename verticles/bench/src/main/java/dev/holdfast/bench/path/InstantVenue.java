package dev.holdfast.bench.path;

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

/**
 * A venue that answers each order at once: accepted, and expired untraded. Only to find out what the journal
 * bears, which is more than a venue allows; times are never measured against it.
 */
final class InstantVenue implements OrderSession {
    private static final String SESSION = "instant-1";
    private final Instant openedAt = Instant.now();

    @Override
    public Future<Outcome> place(OrderTerms terms, SendAttempted attempt, WriteCheck mayWrite) {
        String refusal = mayWrite.refusal();
        if (refusal != null) {
            return Future.succeededFuture(new Outcome.NotSent(refusal));
        }
        return Future.succeededFuture(new Outcome.Done(List.of(
            report(terms, attempt, ExecutionReport.Kind.NEW),
            report(terms, attempt, ExecutionReport.Kind.EXPIRED))));
    }

    private static ExecutionReport report(OrderTerms terms, SendAttempted attempt,
                                          ExecutionReport.Kind kind) {
        return new ExecutionReport(attempt.venueClientId(), "v-" + attempt.venueClientId(),
            terms.instrument(), kind, null, Quantity.ZERO, null, attempt.requestTime());
    }

    @Override
    public Future<Void> start(SessionListener listener) {
        listener.onSessionUp(SESSION);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        return Future.succeededFuture();
    }

    @Override
    public String session() {
        return SESSION;
    }

    @Override
    public void renew(String why) {
        // There is one line only, and no question is ever asked on it.
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Duration venueOffset() {
        return Duration.ZERO;
    }

    @Override
    public String detail() {
        return "answers at once";
    }

    @Override
    public Future<Outcome> cancel(InstrumentId instrument, String venueClientId) {
        return Future.failedFuture("no order of the bench rests");
    }

    @Override
    public Future<StatusAnswer> query(InstrumentId instrument, String venueClientId) {
        return Future.succeededFuture(new StatusAnswer.NoAnswer("answers no questions"));
    }

    @Override
    public Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since) {
        return Future.failedFuture("keeps no lists");
    }

    @Override
    public Future<List<OpenOrder>> openOrders() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Map<String, BigDecimal>> balances() {
        return Future.failedFuture("keeps no balances");
    }

    @Override
    public Future<Instant> venueTime() {
        return Future.succeededFuture(Instant.now());
    }
}
