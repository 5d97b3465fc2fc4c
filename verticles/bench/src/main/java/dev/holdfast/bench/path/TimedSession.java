package dev.holdfast.bench.path;

import dev.holdfast.runtime.venue.ForwardingSession;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** The real session with one ear more: it says when an order passed the last check before its socket. */
final class TimedSession extends ForwardingSession {
    private final Consumer<OrderTerms> written;

    TimedSession(OrderSession session, Consumer<OrderTerms> written) {
        super(session);
        this.written = written;
    }

    @Override
    public Future<Outcome> place(OrderTerms terms, SendAttempted attempt, WriteCheck mayWrite) {
        return inner().place(terms, attempt, () -> {
            String refusal = mayWrite.refusal();
            if (refusal == null) {
                written.accept(terms);
            }
            return refusal;
        });
    }
}
