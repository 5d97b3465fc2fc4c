package dev.holdfast.runtime.guard;

import dev.holdfast.runtime.venue.ForwardingSession;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A venue's order side behind breakers: one for orders, one for questions. While that for orders is open the
 * venue takes none, so that new ones are queued; one that was decided just before is not sent. What was sent
 * and not answered stays of unknown fate: a breaker says nothing about it, and nothing is sent again.
 *
 * <p>A cancel passes no breaker: it can only make things safer, and one that was held back for 30 s would
 * leave an order resting at a venue that is long back.
 */
public final class GuardedSession extends ForwardingSession {
    private static final int MAX_PLACING = 256;
    /** Orders that were decided before a trial's end wait for it; their expiry goes on running meanwhile. */
    private static final int MAX_WAITING = 64;
    private static final int MAX_ASKING = 128;

    private final GuardedCall places;
    private final GuardedCall questions;

    public GuardedSession(OrderSession session, Breakers breakers) {
        this(session, breakers.guard(placeTerms()), breakers.guard(questionTerms()));
    }

    /** The same with guards of its own. */
    public GuardedSession(OrderSession session, GuardedCall places, GuardedCall questions) {
        super(session);
        this.places = places;
        this.questions = questions;
    }

    /**
     * How orders are protected. The guard has no deadline: the session ends each request itself, and only it
     * can tell whether anything was written.
     */
    public static GuardTerms placeTerms() {
        return GuardTerms.of("venue.place", MAX_PLACING, CallJudge.VENUE).waiting(MAX_WAITING);
    }

    /** How questions are protected. */
    public static GuardTerms questionTerms() {
        return GuardTerms.of("venue.query", MAX_ASKING, CallJudge.VENUE);
    }

    @Override
    public Future<Void> start(SessionListener listener) {
        return inner().start(new SessionListener() {
            @Override
            public void onReport(ExecutionReport report) {
                questions.hear("the venue sends reports");
                listener.onReport(report);
            }

            /** The venue has just taken a new session, which shows that it is there. */
            @Override
            public void onSessionUp(String name) {
                places.renew("a new venue session");
                questions.renew("a new venue session");
                listener.onSessionUp(name);
            }

            @Override
            public void onSessionDown(String why) {
                listener.onSessionDown(why);
            }
        });
    }

    @Override
    public boolean takesOrders() {
        return inner().takesOrders() && places.wouldPass();
    }

    @Override
    public Future<Outcome> place(OrderTerms terms, SendAttempted attempt, WriteCheck mayWrite) {
        return places.call(() -> inner().place(terms, attempt, mayWrite), failure ->
            failure instanceof NotAdmitted ? Future.succeededFuture(new Outcome.NotSent(failure.getMessage()))
                : Future.failedFuture(failure));
    }

    @Override
    public Future<StatusAnswer> query(InstrumentId instrument, String venueClientId) {
        return questions.call(() -> inner().query(instrument, venueClientId), failure ->
            failure instanceof NotAdmitted
                ? Future.succeededFuture(new StatusAnswer.Withdrawn(failure.getMessage()))
                : Future.failedFuture(failure));
    }

    @Override
    public Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since) {
        return questions.call(() -> inner().lists(instrument, venueClientId, since));
    }

    @Override
    public Future<List<OpenOrder>> openOrders() {
        return questions.call(inner()::openOrders);
    }

    @Override
    public Future<Map<String, BigDecimal>> balances() {
        return questions.call(inner()::balances);
    }

    @Override
    public Future<Instant> venueTime() {
        return questions.call(inner()::venueTime);
    }

    @Override
    public String detail() {
        boolean held = inner().takesOrders() && !places.wouldPass();
        return held ? inner().detail() + "; its breaker holds orders back" : inner().detail();
    }
}
