package dev.holdfast.simulation.venue;

import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * One process's adapter to the venue. The last check and the write are two steps, so that a process can stand
 * still between them; a request that gets no answer in time is of unknown outcome, and is never repeated.
 */
public final class SimSession implements OrderSession {
    private static final long TIMEOUT = 3 * Scene.SECOND;
    private static final long RECONNECT = 300 * Scene.MILLI;
    private static final long MEASURE = 5 * Scene.SECOND;

    private final VenueLine line;
    private final BiFunction<SendAttempted, Instant, String> objection;
    private SessionListener listener;
    private String session;
    private int sessions;
    private int lines;
    private Instant openedAt = Instant.EPOCH;
    private Duration offset = Duration.ZERO;
    private boolean stopped;

    /**
     * Prepares it.
     *
     * @param objection what an independent witness has against a write, by the venue time of the node; it
     *                  is heard, never obeyed
     */
    public SimSession(VenueLine line, BiFunction<SendAttempted, Instant, String> objection) {
        this.line = line;
        this.objection = objection;
    }

    @Override
    public Future<Void> start(SessionListener hears) {
        listener = hears;
        connect();
        line.process().after(MEASURE, this::measureAgain);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        stopped = true;
        line.venue().disconnect(this);
        session = null;
        return Future.succeededFuture();
    }

    private void connect() {
        line.process().after(line.between(30, 400) * Scene.MILLI, () -> {
            if (stopped || session != null) {
                return;
            }
            if (!line.isOpen()) {
                line.process().after(RECONNECT, this::connect);
                return;
            }
            session = line.name() + "-" + ++sessions;
            line.venue().connect(this);
            measure();
            openLine();
            listener.onSessionUp(session);
        });
    }

    /** The stream broke: what came meanwhile is not brought later. */
    public void drop(String why) {
        if (session != null) {
            session = null;
            openedAt = Instant.EPOCH;
            line.venue().disconnect(this);
            listener.onSessionDown(why);
            connect();
        }
    }

    private void measure() {
        offset = Duration.between(line.clock().instant(), line.venue().clock())
            .plusMillis(line.between(-30, 30));
    }

    private void measureAgain() {
        if (session != null && line.isOpen()) {
            measure();
        } else if (session != null) {
            drop("the venue does not answer");
        }
        line.process().after(MEASURE, this::measureAgain);
    }

    private void openLine() {
        int number = ++lines;
        openedAt = Instant.EPOCH;
        line.ask(() -> line.venue().clock(), answered -> {
            if (number == lines && answered != null) {
                openedAt = answered;
            }
        });
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public void renew(String why) {
        if (session != null) {
            openLine();
        }
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Duration venueOffset() {
        return offset;
    }

    @Override
    public String detail() {
        return session == null ? "down" : session;
    }

    @Override
    public Future<Outcome> place(OrderTerms terms, SendAttempted attempt, WriteCheck mayWrite) {
        Promise<Outcome> answer = Promise.promise();
        line.process().after(line.queueing(), () -> {
            String refusal = mayWrite.refusal();
            if (refusal != null) {
                answer.tryComplete(new Outcome.NotSent(refusal));
                return;
            }
            Instant venueNow = line.clock().instant().plus(offset);
            line.judge().onWrite(line.name(), attempt, objection.apply(attempt, venueNow));
            line.freezeBeforeWrite();
            line.process().after(1_000, () -> write(terms, attempt, answer));
        });
        return answer.future();
    }

    private void write(OrderTerms terms, SendAttempted attempt, Promise<Outcome> answer) {
        SimVenue.Request request = new SimVenue.Request(terms, attempt.venueClientId(), attempt.quantity(),
            attempt.requestTime(), attempt.expiresAt());
        line.process().after(TIMEOUT, () -> answer.tryComplete(new Outcome.Unknown("no answer in time")));
        line.orderWay(() -> line.venue().place(request, outcome -> back(outcome, answer)));
    }

    @Override
    public Future<Outcome> cancel(InstrumentId instrument, String venueClientId) {
        Promise<Outcome> answer = Promise.promise();
        if (session == null) {
            return Future.succeededFuture(new Outcome.NotSent("no session"));
        }
        line.process().after(TIMEOUT, () -> answer.tryComplete(new Outcome.Unknown("no answer in time")));
        line.fastWay(() -> line.venue().cancel(venueClientId, outcome -> back(outcome, answer)));
        return answer.future();
    }

    private void back(Outcome outcome, Promise<Outcome> answer) {
        if (line.strikes(Fault.VENUE_TIMEOUT, 12)) {
            Outcome lost = new Outcome.Unknown("-1007 Timeout waiting for response from backend server.");
            if (line.between(0, 1) == 0) {
                line.fastWay(() -> line.process().after(0, () -> answer.tryComplete(lost)));
            }
            return;
        }
        line.fastWay(() -> line.process().after(0, () -> answer.tryComplete(outcome)));
    }

    @Override
    public Future<StatusAnswer> query(InstrumentId instrument, String venueClientId) {
        if (session == null) {
            return Future.succeededFuture(new StatusAnswer.NoAnswer("no session"));
        }
        Promise<StatusAnswer> answer = Promise.promise();
        int asked = lines;
        line.ask(() -> line.answerTo(venueClientId, "questions-" + asked), answered -> {
            boolean changed = answered instanceof StatusAnswer.NotFound && asked != lines;
            answer.tryComplete(answered == null || changed ? new StatusAnswer.NoAnswer("no answer")
                : answered);
        });
        return answer.future();
    }

    @Override
    public Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since) {
        return asked(() -> line.isListed(venueClientId));
    }

    @Override
    public Future<List<OpenOrder>> openOrders() {
        return asked(line::openOrders);
    }

    @Override
    public Future<Map<String, BigDecimal>> balances() {
        return asked(() -> line.venue().balances());
    }

    @Override
    public Future<Instant> venueTime() {
        return asked(() -> line.venue().clock());
    }

    private <T> Future<T> asked(java.util.function.Supplier<T> question) {
        Promise<T> answer = Promise.promise();
        line.ask(question, answered -> {
            if (answered == null) {
                answer.tryFail("no answer");
            } else {
                answer.tryComplete(answered);
            }
        });
        return answer.future();
    }

    /** The venue says something on the user-data stream: late, twice, out of order, or never heard. */
    void report(ExecutionReport report) {
        if (line.strikes(Fault.REPORT_LOSS, 12)) {
            return;
        }
        String of = session;
        line.reportWay(() -> {
            if (session != null && session.equals(of)) {
                listener.onReport(report);
            }
        });
    }
}
