package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.engine.Exchange;
import dev.holdfast.venuesim.engine.Interval;
import dev.holdfast.venuesim.engine.Market;
import dev.holdfast.venuesim.engine.PublicTrade;
import dev.holdfast.venuesim.engine.VenueError;
import dev.holdfast.venuesim.fault.FaultName;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Commands about the market, open to everyone. */
final class MarketCommands {

    private static final int MOST_LEVELS = 5_000;

    private final Exchange exchange;
    private final Gate gate;
    private final Map<String, JsonObject> frozen = new HashMap<>();

    MarketCommands(Exchange exchange, Gate gate) {
        this.exchange = exchange;
        this.gate = gate;
    }

    Object ping(Call call) {
        return new JsonObject();
    }

    Object time(Call call) {
        return new JsonObject().put("serverTime", gate.clock().millis());
    }

    Object exchangeInfo(Call call) {
        var limits = gate.limits().limits();
        var symbols = new JsonArray();
        wanted(call).forEach(market -> symbols.add(MarketJson.symbol(market.instrument())));
        return new JsonObject().put("timezone", "UTC").put("serverTime", gate.clock().millis())
            .put("rateLimits", new JsonArray()
                .add(AccountCommands.Limit.weight(limits.requestWeightPerMinute()))
                .add(AccountCommands.Limit.orders("SECOND", 10, limits.ordersPer10Seconds()))
                .add(AccountCommands.Limit.orders("DAY", 1, limits.ordersPerDay())))
            .put("exchangeFilters", new JsonArray())
            .put("symbols", symbols);
    }

    Object depth(Call call) {
        var market = market(call);
        var limit = Math.clamp(call.params().whole("limit", 100), 1, MOST_LEVELS);
        if (gate.faults().find(FaultName.FROZEN_SNAPSHOT, market.instrument().symbol()).isEmpty()) {
            frozen.remove(market.instrument().symbol());
            return MarketJson.depth(market.snapshot(limit));
        }
        market.countSnapshotRequest();
        gate.faults().use(FaultName.FROZEN_SNAPSHOT, market.instrument().symbol());
        return frozen.computeIfAbsent(market.instrument().symbol(),
            symbol -> MarketJson.depth(market.image(MOST_LEVELS)));
    }

    /** Keeps what /depth would say now, for as long as the fault is on. */
    void freeze() {
        exchange.markets().forEach((symbol, market) -> frozen.put(symbol,
            MarketJson.depth(market.image(MOST_LEVELS))));
    }

    Object trades(Call call) {
        return rows(call, MarketJson::trade);
    }

    Object aggTrades(Call call) {
        return rows(call, MarketJson::aggTrade);
    }

    Object klines(Call call) {
        var params = call.params();
        var interval = Interval.millis(params.required("interval"))
            .orElseThrow(() -> VenueError.bad(-1120, "Invalid interval.").asException());
        var bars = market(call).tape().candles(interval).stream()
            .filter(bar -> bar.openTime() >= params.whole("startTime", 0)
                && bar.openTime() <= params.whole("endTime", Long.MAX_VALUE)).toList();
        var limit = Math.clamp(params.whole("limit", 500), 1, 1_000);
        var rows = new JsonArray();
        bars.stream().skip(params.has("startTime") ? 0 : Math.max(0, bars.size() - limit)).limit(limit)
            .forEach(bar -> rows.add(MarketJson.kline(bar, interval)));
        return rows;
    }

    Object averagePrice(Call call) {
        var now = gate.clock().millis();
        return new JsonObject().put("mins", 5)
            .put("price", Fixed8.text(market(call).tape().weightedAverage(now))).put("closeTime", now);
    }

    Object dayTicker(Call call) {
        return oneOrMany(call, market -> MarketJson.dayTicker(market, gate.clock().millis()));
    }

    Object priceTicker(Call call) {
        return oneOrMany(call, market -> new JsonObject().put("symbol", market.instrument().symbol())
            .put("price", Fixed8.text(market.tape().lastPrice())));
    }

    Object bookTicker(Call call) {
        return oneOrMany(call, MarketJson::bookTicker);
    }

    private Object rows(Call call, Function<PublicTrade, JsonObject> form) {
        var limit = Math.clamp(call.params().whole("limit", 500), 1, 1_000);
        var rows = new JsonArray();
        market(call).tape().latest(limit, call.params().whole("fromId", -1))
            .forEach(trade -> rows.add(form.apply(trade)));
        return rows;
    }

    private Object oneOrMany(Call call, Function<Market, JsonObject> form) {
        var markets = wanted(call);
        if (call.params().has("symbol")) {
            return form.apply(markets.getFirst());
        }
        var rows = new JsonArray();
        markets.forEach(market -> rows.add(form.apply(market)));
        return rows;
    }

    /** One by {@code symbol}, several by {@code symbols} (a JSON list), else all. */
    private List<Market> wanted(Call call) {
        if (call.params().has("symbol")) {
            return List.of(market(call));
        }
        var symbols = call.params().text("symbols");
        if (symbols.isEmpty()) {
            return List.copyOf(exchange.markets().values());
        }
        try {
            return new JsonArray(symbols.get()).stream().map(each -> exchange.market(String.valueOf(each)))
                .toList();
        } catch (DecodeException e) {
            throw VenueError.bad(-1100, "Illegal characters found in parameter 'symbols'.").asException();
        }
    }

    private Market market(Call call) {
        return exchange.market(call.params().required("symbol"));
    }
}
