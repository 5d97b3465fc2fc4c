package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.engine.Exchange;
import dev.holdfast.venuesim.engine.Fill;
import dev.holdfast.venuesim.engine.Instrument;
import dev.holdfast.venuesim.engine.Order;
import dev.holdfast.venuesim.engine.Refused;
import dev.holdfast.venuesim.engine.VenueError;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Commands of an account about its orders. */
final class OrderCommands {

    private static final int MOST_ROWS = 1_000;

    private final Exchange exchange;
    private final OrderReader reader;
    private final OrderEntry entry;

    OrderCommands(Exchange exchange, OrderReader reader, OrderEntry entry) {
        this.exchange = exchange;
        this.reader = reader;
        this.entry = entry;
    }

    Future<Object> place(Call call) {
        return entry.place(call).map(order -> OrderJson.placed(order, respType(call.params())));
    }

    /** Validates only. */
    Object test(Call call) {
        respType(call.params());
        var refusal = exchange.refusal(call.account(), reader.read(call.params()));
        if (refusal.isPresent()) {
            throw refusal.get().asException();
        }
        return new JsonObject();
    }

    Future<Object> cancel(Call call) {
        return entry.whenArrived(call).map(ready -> {
            var order = find(call, "orderId", "origClientOrderId")
                .orElseThrow(VenueError.CANCEL_REFUSED::asException);
            var cancelId = reader.clientId(call.params(), "newClientOrderId");
            restricted(call.params(), order);
            exchange.cancel(order, cancelId);
            return OrderJson.canceled(order, cancelId);
        });
    }

    Object cancelAll(Call call) {
        var open = exchange.queries().open(call.account(), instrument(call));
        if (open.isEmpty()) {
            throw VenueError.CANCEL_REFUSED.asException();
        }
        var canceled = new JsonArray();
        for (var order : open) {
            var cancelId = reader.newClientId();
            exchange.cancel(order, cancelId);
            canceled.add(OrderJson.canceled(order, cancelId));
        }
        return canceled;
    }

    /** Cancel, then a new order; the mode says whether a failed cancel stops it. */
    Future<Object> cancelReplace(Call call) {
        var stopOnFailure = switch (call.params().required("cancelReplaceMode")) {
            case "STOP_ON_FAILURE" -> true;
            case "ALLOW_FAILURE" -> false;
            default -> throw VenueError.bad(-1145, "Invalid cancelReplaceMode.").asException();
        };
        var request = reader.read(call.params());
        return entry.whenArrived(call).compose(ready -> {
            var outcome = new JsonObject();
            var canceled = attempt(outcome, "cancel", () -> cancelForReplace(call));
            if (!canceled && stopOnFailure) {
                outcome.put("newOrderResult", "NOT_ATTEMPTED").putNull("newOrderResponse");
                return Future.failedFuture(new ReplaceRefused(-2022, 400, outcome));
            }
            var placed = attempt(outcome, "newOrder",
                () -> OrderJson.placed(entry.placeNow(call, request), respType(call.params())));
            if (canceled && placed) {
                return Future.succeededFuture(outcome);
            }
            return Future.failedFuture(canceled || placed
                ? new ReplaceRefused(-2021, 409, outcome) : new ReplaceRefused(-2022, 400, outcome));
        });
    }

    Object query(Call call) {
        return find(call, "orderId", "origClientOrderId").map(OrderJson::queried)
            .orElseThrow(VenueError.NO_SUCH_ORDER::asException);
    }

    Object open(Call call) {
        var instrument = call.params().has("symbol") ? instrument(call) : null;
        var rows = new JsonArray();
        exchange.queries().open(call.account(),
            instrument).forEach(order -> rows.add(OrderJson.queried(order)));
        return rows;
    }

    Object all(Call call) {
        var params = call.params();
        var from = params.whole("orderId", 0);
        var begin = params.whole("startTime", 0);
        var end = params.whole("endTime", Long.MAX_VALUE);
        var found = exchange.queries().all(call.account(), instrument(call)).stream()
            .filter(order -> order.orderId() >= from && order.time() >= begin && order.time() <= end)
            .toList();
        return page(call, found, "orderId", OrderJson::queried);
    }

    Object myTrades(Call call) {
        var params = call.params();
        var from = params.whole("fromId", 0);
        var begin = params.whole("startTime", 0);
        var end = params.whole("endTime", Long.MAX_VALUE);
        var found = fills(call).stream().filter(fill -> fill.tradeId() >= from && fill.time() >= begin
            && fill.time() <= end).toList();
        return page(call, found, "fromId", OrderJson::trade);
    }

    /** Those of one order if it is named: its account may have a hundred thousand others. */
    private List<Fill> fills(Call call) {
        if (!call.params().has("orderId")) {
            return exchange.queries().fills(call.account(), instrument(call));
        }
        return exchange.queries().byOrderId(call.account(), instrument(call),
            call.params().whole("orderId", 0)).map(Order::fills).orElse(List.of());
    }

    /** The oldest of what was found if the caller says where to begin, else the newest. */
    private static <T> JsonArray page(Call call, List<T> found, String beginsWith,
                                      Function<T, JsonObject> asJson) {
        var limit = limit(call.params());
        var rows = new JsonArray();
        found.stream().skip(call.params().has(beginsWith) ? 0 : Math.max(0, found.size() - limit))
            .limit(limit).forEach(each -> rows.add(asJson.apply(each)));
        return rows;
    }

    /** Reads the order's own type of answer, refusing an unknown one before anything happens. */
    static String respType(Params params) {
        var type = params.text("newOrderRespType").orElse("FULL");
        if (!type.equals("ACK") && !type.equals("RESULT") && !type.equals("FULL")) {
            throw VenueError.bad(-1118, "Invalid newOrderRespType.").asException();
        }
        return type;
    }

    private JsonObject cancelForReplace(Call call) {
        var order = find(call, "cancelOrderId", "cancelOrigClientOrderId")
            .orElseThrow(VenueError.CANCEL_REFUSED::asException);
        var cancelId = reader.clientId(call.params(), "cancelNewClientOrderId");
        restricted(call.params(), order);
        exchange.cancel(order, cancelId);
        return OrderJson.canceled(order, cancelId);
    }

    private static boolean attempt(JsonObject outcome, String step, Supplier<JsonObject> action) {
        try {
            var response = action.get();
            outcome.put(step + "Result", "SUCCESS").put(step + "Response", response);
            return true;
        } catch (Refused refused) {
            outcome.put(step + "Result", "FAILURE").put(step + "Response", Errors.json(refused.error()));
            return false;
        }
    }

    private static void restricted(Params params, Order order) {
        var wanted = params.text("cancelRestrictions");
        if (wanted.isPresent() && !order.status().name().equals(wanted.get().replace("ONLY_", ""))) {
            throw VenueError.bad(-2011, "Order was not canceled due to cancel restrictions.").asException();
        }
    }

    private Optional<Order> find(Call call, String idName, String clientIdName) {
        var params = call.params();
        var instrument = instrument(call);
        if (params.has(idName)) {
            return exchange.queries().byOrderId(call.account(), instrument, params.whole(idName, 0))
                .filter(order -> !params.has(clientIdName)
                    || order.request().clientOrderId().equals(params.required(clientIdName)));
        }
        if (params.has(clientIdName)) {
            return exchange.queries().byClientId(call.account(), instrument, params.required(clientIdName));
        }
        throw VenueError.bad(-1102, "Param '" + clientIdName + "' or '" + idName
            + "' must be sent, but both were empty/null!").asException();
    }

    private Instrument instrument(Call call) {
        return exchange.market(call.params().required("symbol")).instrument();
    }

    private static int limit(Params params) {
        return Math.clamp(params.whole("limit", 500), 1, MOST_ROWS);
    }
}
