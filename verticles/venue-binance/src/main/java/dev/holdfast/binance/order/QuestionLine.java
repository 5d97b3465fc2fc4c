package dev.holdfast.binance.order;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.net.RestClient;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.market.InstrumentId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Connections for questions alone. They can be opened anew at any time, so that an answer is known to have
 * been given on a line younger than the order asked about, while orders and reports use others.
 */
final class QuestionLine {
    /** A question needs a moment on its line; what is asked on an older one does not count as a proof. */
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final BinanceConfig config;
    private final InstantSource clock;
    private RestClient rest;
    private OrderQuestion questions;
    private Account account;
    private Instant openedAt = Instant.EPOCH;
    private Instant triedAt = Instant.EPOCH;
    private int lines;

    QuestionLine(Vertx vertx, BinanceConfig config, InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
    }

    /** Opens a line; more often than once in two seconds it does nothing. The old one answers what it can. */
    void open() {
        if (clock.instant().isBefore(triedAt.plus(BETWEEN))) {
            return;
        }
        triedAt = clock.instant();
        RestClient before = rest;
        rest = new RestClient(vertx, config);
        VenueTime time = new VenueTime(rest, clock);
        account = new Account(rest, time);
        questions = new OrderQuestion(vertx, rest, account, time, OrderQuestion.LARGEST_PAGE);
        openedAt = Instant.EPOCH;
        int line = ++lines;
        time.measure().compose(measured -> time.ask()).onSuccess(venueTime -> {
            if (line == lines) {
                openedAt = venueTime;
            }
        });
        if (before != null) {
            // A question is several requests, and those that are half asked may be asked to the end.
            vertx.setTimer(2 * config.requestTimeout().toMillis(), due -> before.close());
        }
    }

    /** The venue's clock when it first answered on this line; the epoch until it did. */
    Instant openedAt() {
        return openedAt;
    }

    Future<StatusAnswer> ask(InstrumentId instrument, String venueClientId) {
        int asked = lines;
        return questions.ask(instrument, venueClientId, "questions-" + asked).map(answer -> {
            boolean changed = answer instanceof StatusAnswer.NotFound && asked != lines;
            return changed ? new StatusAnswer.Withdrawn("another line was opened while asking") : answer;
        });
    }

    Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since) {
        return account.lists(instrument, venueClientId, since);
    }

    Future<Void> close() {
        return rest == null ? Future.succeededFuture() : rest.close();
    }
}
