package dev.holdfast.binance.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.binance.net.HttpAnswer;
import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.binance.net.HttpAnswer.Lost;
import dev.holdfast.binance.net.HttpAnswer.NotWritten;
import dev.holdfast.binance.net.NoAnswer;
import dev.holdfast.binance.net.RestCall;
import dev.holdfast.binance.net.RestClient;
import dev.holdfast.runtime.guard.NotAdmitted;
import dev.holdfast.runtime.venue.OrderSession.OpenOrder;
import dev.holdfast.trading.market.InstrumentId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Signed questions about the account as a whole. Asking changes nothing at the venue. */
final class Account {
    private static final int OK = 200;

    private final RestClient rest;
    private final VenueTime time;

    Account(RestClient rest, VenueTime time) {
        this.rest = rest;
        this.time = time;
    }

    Future<List<OpenOrder>> openOrders() {
        return ask(rest, signed("/api/v3/openOrders"), orders -> {
            var open = new ArrayList<OpenOrder>();
            orders.forEach(order -> open.add(OrderJson.open(order)));
            return List.copyOf(open);
        });
    }

    /** Looks for an order among the open ones, and among all of the symbol since a moment. */
    Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since) {
        RestCall open = signed("/api/v3/openOrders").with("symbol", instrument.symbol());
        RestCall all = signed("/api/v3/allOrders").with("symbol", instrument.symbol())
            .with("startTime", String.valueOf(since.toEpochMilli())).with("limit", "1000");
        Function<JsonNode, Boolean> shows = orders -> {
            for (JsonNode order : orders) {
                if (OrderJson.required(order, "clientOrderId").asText().equals(venueClientId)) {
                    return true;
                }
            }
            return false;
        };
        return ask(rest, open, shows).compose(isOpen -> isOpen ? Future.succeededFuture(true)
            : ask(rest, all, shows));
    }

    Future<Map<String, BigDecimal>> balances() {
        return ask(rest, signed("/api/v3/account").with("omitZeroBalances", "true"), account -> {
            var balances = new TreeMap<String, BigDecimal>();
            OrderJson.required(account, "balances").forEach(each -> balances.put(
                OrderJson.required(each, "asset").asText(),
                OrderJson.decimal(each, "free").add(OrderJson.decimal(each, "locked"))));
            return Map.copyOf(balances);
        });
    }

    Future<String> listenKey() {
        return ask(rest, RestCall.keyed(HttpMethod.POST, "/api/v3/userDataStream"),
            answer -> OrderJson.required(answer, "listenKey").asText());
    }

    /** Without this, once in an hour at least, a listen key ends. */
    Future<Void> keepAlive(String listenKey) {
        return ask(rest, RestCall.keyed(HttpMethod.PUT, "/api/v3/userDataStream")
            .with("listenKey", listenKey), answer -> null);
    }

    /** A signed question, timed now. */
    RestCall signed(String path) {
        return RestCall.signed(HttpMethod.GET, path)
            .with("timestamp", String.valueOf(time.now().toEpochMilli()));
    }

    static Future<Instant> venueTime(RestClient rest) {
        return ask(rest, RestCall.open("/api/v3/time"), answer -> OrderJson.time(answer, "serverTime"));
    }

    /**
     * Fails with {@link NoAnswer} unless the answer is a success that {@code reader} understands, and with
     * {@link NotAdmitted} if it was not put, as too many are under way or the venue said to wait.
     */
    static <T> Future<T> ask(RestClient rest, RestCall call, Function<JsonNode, T> reader) {
        return rest.send(call).map(answer -> {
            JsonNode body = success(answer);
            try {
                return reader.apply(body);
            } catch (IllegalArgumentException e) {
                throw new NoAnswer("the venue's answer is not understood: " + e.getMessage());
            }
        });
    }

    static JsonNode success(HttpAnswer answer) {
        return switch (answer) {
            case NotWritten not when !not.unreachable() -> throw new NotAdmitted(not.why());
            case NotWritten not -> throw new NoAnswer(not.why());
            case Lost lost -> throw new NoAnswer(lost.cause());
            case Answered answered -> {
                JsonNode body = answered.status() == OK ? OrderJson.tree(answered.body()) : null;
                if (body == null) {
                    throw new NoAnswer(String.valueOf(ErrorRule.outcome(answered)));
                }
                yield body;
            }
        };
    }
}
