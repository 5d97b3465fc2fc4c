package dev.holdfast.binance.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.binance.net.NoAnswer;
import dev.holdfast.binance.net.RestClient;
import dev.holdfast.runtime.guard.NotAdmitted;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.runtime.venue.StatusAnswer.Found;
import dev.holdfast.runtime.venue.StatusAnswer.NotFound;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ExecutionReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks for one order and its executions until the two agree (ownership rule 25): the venue answers both from
 * places that lag differently, and the order may trade on in between.
 */
final class OrderQuestion {
    /** The venue's largest page of myTrades. */
    static final int LARGEST_PAGE = 1_000;
    private static final int MAX_PAGES = 50;
    private static final int MAX_ROUNDS = 4;
    /** Before the second round; doubles with each. */
    private static final long FIRST_WAIT_MILLIS = 100;

    private final Vertx vertx;
    private final RestClient rest;
    private final Account account;
    private final VenueTime time;
    private final int page;

    OrderQuestion(Vertx vertx, RestClient rest, Account account, VenueTime time, int page) {
        this.vertx = vertx;
        this.rest = rest;
        this.account = account;
        this.time = time;
        this.page = page;
    }

    /** Never fails: no answer is an answer, too. */
    Future<StatusAnswer> ask(InstrumentId instrument, String venueClientId, String session) {
        return time.ask()
            .compose(before -> round(instrument, venueClientId, new NotFound(before, session), 1))
            .recover(failure -> Future.succeededFuture(failure instanceof NotAdmitted
                ? new StatusAnswer.Withdrawn(failure.getMessage())
                : new StatusAnswer.NoAnswer(failure.getMessage())));
    }

    private Future<StatusAnswer> round(InstrumentId instrument, String venueClientId, NotFound absent,
                                       int round) {
        return rest.send(account.signed("/api/v3/order").with("symbol", instrument.symbol())
            .with("origClientOrderId", venueClientId)).compose(answer -> {
                if (answer instanceof Answered answered && ErrorRule.isNoSuchOrder(answered)) {
                    return Future.succeededFuture(absent);
                }
                ExecutionReport status = OrderJson.queried(Account.success(answer));
                return executions(status).compose(executions -> {
                    if (sum(executions).equals(status.cumulative())) {
                        return Future.succeededFuture(new Found(status, executions));
                    }
                    return again(round, () -> round(instrument, venueClientId, absent, round + 1));
                });
            });
    }

    private Future<StatusAnswer> again(int round, Supplier<Future<StatusAnswer>> next) {
        if (round == MAX_ROUNDS) {
            throw new NoAnswer("the executions do not add up to what the order says, asked "
                + MAX_ROUNDS + " times");
        }
        return vertx.timer(FIRST_WAIT_MILLIS << (round - 1)).compose(waited -> next.get());
    }

    private Future<List<ExecutionReport>> executions(ExecutionReport status) {
        return status.cumulative().isZero() ? Future.succeededFuture(List.of())
            : pages(status, new ArrayList<>(), 0, 1);
    }

    private Future<List<ExecutionReport>> pages(ExecutionReport status, List<ExecutionReport> sofar,
                                                long fromId, int number) {
        var call = account.signed("/api/v3/myTrades").with("symbol", status.instrument().symbol())
            .with("orderId", status.venueOrderId()).with("limit", String.valueOf(page))
            // Always given, from 0: without it the venue answers with the newest page, not the first.
            .with("fromId", String.valueOf(fromId));
        return Account.ask(rest, call, trades -> next(status, sofar, trades)).compose(lastId -> {
            if (lastId < 0) {
                return Future.succeededFuture(List.copyOf(sofar));
            }
            if (number == MAX_PAGES) {
                throw new NoAnswer("more than " + MAX_PAGES * page + " executions of one order");
            }
            return pages(status, sofar, lastId + 1, number + 1);
        });
    }

    /** Takes a page; gives its last id if another page may follow, else -1. */
    private long next(ExecutionReport status, List<ExecutionReport> sofar, JsonNode trades) {
        long lastId = -1;
        for (JsonNode trade : trades) {
            lastId = OrderJson.required(trade, "id").asLong();
            sofar.add(OrderJson.execution(trade, status.venueClientId(), sum(sofar)));
        }
        return trades.size() < page ? -1 : lastId;
    }

    private static Quantity sum(List<ExecutionReport> executions) {
        return executions.isEmpty() ? Quantity.ZERO : executions.getLast().cumulative();
    }
}
