package dev.holdfast.venuesim.api;

import static dev.holdfast.venuesim.api.Endpoint.weight;
import static dev.holdfast.venuesim.api.Security.KEY;
import static dev.holdfast.venuesim.api.Security.NONE;
import static dev.holdfast.venuesim.api.Security.SIGNED;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The whole interface as one table: route, WebSocket method, what must be proven, weight, command. */
final class Endpoints {

    private final Map<String, Endpoint> byRoute = new HashMap<>();
    private final Map<String, Endpoint> byMethod = new HashMap<>();

    Endpoints(MarketCommands market, OrderCommands orders, AccountCommands accounts) {
        add(market(market));
        add(orders(orders));
        add(accounts(accounts));
    }

    private static List<Endpoint> market(MarketCommands market) {
        return List.of(
            row("GET /api/v3/ping", "ping", NONE, weight(1), market::ping),
            row("GET /api/v3/time", "time", NONE, weight(1), market::time),
            row("GET /api/v3/exchangeInfo", "exchangeInfo", NONE, weight(20), market::exchangeInfo),
            row("GET /api/v3/depth", "depth", NONE, Endpoints::depthWeight, market::depth),
            row("GET /api/v3/trades", "trades.recent", NONE, weight(25), market::trades),
            row("GET /api/v3/historicalTrades", "trades.historical", NONE, weight(25), market::trades),
            row("GET /api/v3/aggTrades", "trades.aggregate", NONE, weight(4), market::aggTrades),
            row("GET /api/v3/klines", "klines", NONE, weight(2), market::klines),
            row("GET /api/v3/uiKlines", "uiKlines", NONE, weight(2), market::klines),
            row("GET /api/v3/avgPrice", "avgPrice", NONE, weight(2), market::averagePrice),
            row("GET /api/v3/ticker/24hr", "ticker.24hr", NONE, bySymbol(2, 80), market::dayTicker),
            row("GET /api/v3/ticker/price", "ticker.price", NONE, bySymbol(2, 4), market::priceTicker),
            row("GET /api/v3/ticker/bookTicker", "ticker.book", NONE, bySymbol(2, 4), market::bookTicker));
    }

    private static List<Endpoint> orders(OrderCommands orders) {
        return List.of(
            new Endpoint("POST /api/v3/order", "order.place", SIGNED, weight(1), orders::place),
            row("POST /api/v3/order/test", "order.test", SIGNED, weight(1), orders::test),
            new Endpoint("DELETE /api/v3/order", "order.cancel", SIGNED, weight(1), orders::cancel),
            new Endpoint("POST /api/v3/order/cancelReplace", "order.cancelReplace", SIGNED, weight(1),
                orders::cancelReplace),
            row("DELETE /api/v3/openOrders", "openOrders.cancelAll", SIGNED, weight(1), orders::cancelAll),
            row("GET /api/v3/order", "order.status", SIGNED, weight(4), orders::query),
            row("GET /api/v3/openOrders", "openOrders.status", SIGNED, bySymbol(6, 80), orders::open),
            row("GET /api/v3/allOrders", "allOrders", SIGNED, weight(20), orders::all),
            row("GET /api/v3/myTrades", "myTrades", SIGNED, weight(20), orders::myTrades));
    }

    private static List<Endpoint> accounts(AccountCommands accounts) {
        return List.of(
            row("GET /api/v3/account", "account.status", SIGNED, weight(20), accounts::account),
            row("GET /api/v3/account/commission", "account.commission", SIGNED, weight(20),
                accounts::commission),
            row("GET /api/v3/rateLimit/order", "account.rateLimits.orders", SIGNED, weight(40),
                accounts::orderLimits),
            row("POST /api/v3/userDataStream", "userDataStream.start", KEY, weight(2),
                accounts::openListenKey),
            row("PUT /api/v3/userDataStream", "userDataStream.ping", KEY, weight(2), accounts::keepListenKey),
            row("DELETE /api/v3/userDataStream", "userDataStream.stop", KEY, weight(2),
                accounts::closeListenKey),
            // Asked by XChange at start; an empty object suffices. The list is asked by ccxt with a key set.
            row("GET /sapi/v1/asset/assetDetail", null, SIGNED, weight(1), call -> new JsonObject()),
            row("GET /sapi/v1/capital/config/getall", null, SIGNED, weight(1), call -> new JsonArray()));
    }

    private void add(List<Endpoint> rows) {
        rows.forEach(endpoint -> {
            byRoute.put(endpoint.route(), endpoint);
            if (endpoint.method() != null) {
                byMethod.put(endpoint.method(), endpoint);
            }
        });
    }

    Optional<Endpoint> route(String method, String path) {
        return Optional.ofNullable(byRoute.get(method + " " + path));
    }

    Optional<Endpoint> method(String name) {
        return Optional.ofNullable(byMethod.get(name));
    }

    private static Endpoint row(String route, String method, Security security, ToIntFunction<Params> weight,
                                Function<Call, Object> answer) {
        return new Endpoint(route, method, security, weight, Command.direct(answer));
    }

    private static int depthWeight(Params params) {
        var limit = params.whole("limit", 100);
        if (limit <= 100) {
            return 5;
        }
        if (limit <= 500) {
            return 25;
        }
        return limit <= 1_000 ? 50 : 250;
    }

    private static ToIntFunction<Params> bySymbol(int one, int all) {
        return params -> params.has("symbol") ? one : all;
    }
}
