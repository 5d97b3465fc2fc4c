package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.engine.Candle;
import dev.holdfast.venuesim.engine.Instrument;
import dev.holdfast.venuesim.engine.Market;
import dev.holdfast.venuesim.engine.PublicTrade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Market data in the REST interface's form. */
final class MarketJson {

    private MarketJson() {
    }

    /** One of exchangeInfo's symbols, with the filters of today. */
    static JsonObject symbol(Instrument instrument) {
        return new JsonObject()
            .put("symbol", instrument.symbol()).put("status", "TRADING")
            .put("baseAsset", instrument.baseAsset()).put("baseAssetPrecision", 8)
            .put("quoteAsset", instrument.quoteAsset()).put("quotePrecision", 8).put("quoteAssetPrecision", 8)
            .put("baseCommissionPrecision", 8).put("quoteCommissionPrecision", 8)
            .put("orderTypes", new JsonArray().add("LIMIT").add("LIMIT_MAKER").add("MARKET"))
            .put("icebergAllowed", false).put("ocoAllowed", false).put("otoAllowed", false)
            .put("quoteOrderQtyMarketAllowed", true).put("allowTrailingStop", false)
            .put("cancelReplaceAllowed", true).put("amendAllowed", false)
            .put("isSpotTradingAllowed", true).put("isMarginTradingAllowed", false)
            .put("filters", filters(instrument))
            .put("permissions", new JsonArray())
            .put("permissionSets", new JsonArray().add(new JsonArray().add("SPOT")))
            .put("defaultSelfTradePreventionMode", "NONE")
            .put("allowedSelfTradePreventionModes", new JsonArray().add("NONE"));
    }

    static JsonObject depth(Market.Snapshot snapshot) {
        return new JsonObject().put("lastUpdateId", snapshot.lastUpdateId())
            .put("bids", levels(snapshot.bids())).put("asks", levels(snapshot.asks()));
    }

    static JsonArray levels(List<LevelView> levels) {
        var rows = new JsonArray();
        levels.forEach(level -> rows.add(new JsonArray()
            .add(Fixed8.text(level.price())).add(Fixed8.text(level.quantity()))));
        return rows;
    }

    static JsonObject trade(PublicTrade trade) {
        return new JsonObject().put("id", trade.id()).put("price", Fixed8.text(trade.price()))
            .put("qty", Fixed8.text(trade.quantity()))
            .put("quoteQty", Fixed8.text(Fixed8.notional(trade.price(), trade.quantity())))
            .put("time", trade.time()).put("isBuyerMaker", trade.buyerIsMaker()).put("isBestMatch", true);
    }

    static JsonObject aggTrade(PublicTrade trade) {
        return new JsonObject().put("a", trade.id()).put("p", Fixed8.text(trade.price()))
            .put("q", Fixed8.text(trade.quantity())).put("f", trade.id()).put("l", trade.id())
            .put("T", trade.time()).put("m", trade.buyerIsMaker()).put("M", true);
    }

    static JsonArray kline(Candle bar, long interval) {
        return new JsonArray().add(bar.openTime()).add(Fixed8.text(bar.open())).add(Fixed8.text(bar.high()))
            .add(Fixed8.text(bar.low())).add(Fixed8.text(bar.close())).add(Fixed8.text(bar.volume()))
            .add(bar.openTime() + interval - 1).add(Fixed8.text(bar.quoteVolume())).add(bar.trades())
            .add(Fixed8.text(bar.buyVolume())).add(Fixed8.text(bar.buyQuoteVolume())).add("0");
    }

    static JsonObject bookTicker(Market market) {
        var best = market.best();
        return new JsonObject().put("symbol", market.instrument().symbol())
            .put("bidPrice", price(best.bid())).put("bidQty", quantity(best.bid()))
            .put("askPrice", price(best.ask())).put("askQty", quantity(best.ask()));
    }

    static JsonObject dayTicker(Market market, long now) {
        var last = market.tape().last();
        var bar = market.tape().day(now);
        if (bar == null) {
            bar = new Candle(now, 0, 0, 0, 0, 0, BigDecimal.ZERO, 0, 0, BigDecimal.ZERO, -1, -1);
        }
        return new JsonObject().put("symbol", market.instrument().symbol())
            .put("priceChange", Fixed8.text(bar.close() - bar.open())).put("priceChangePercent", percent(bar))
            .put("weightedAvgPrice", average(bar)).put("prevClosePrice", Fixed8.text(bar.open()))
            .put("lastPrice", Fixed8.text(bar.close()))
            .put("lastQty", Fixed8.text(last == null ? 0 : last.quantity()))
            .put("bidPrice", price(market.best().bid())).put("bidQty", quantity(market.best().bid()))
            .put("askPrice", price(market.best().ask())).put("askQty", quantity(market.best().ask()))
            .put("openPrice", Fixed8.text(bar.open())).put("highPrice", Fixed8.text(bar.high()))
            .put("lowPrice", Fixed8.text(bar.low())).put("volume", Fixed8.text(bar.volume()))
            .put("quoteVolume", Fixed8.text(bar.quoteVolume()))
            .put("openTime", bar.openTime()).put("closeTime", now)
            .put("firstId", bar.firstTradeId()).put("lastId", bar.lastTradeId()).put("count", bar.trades());
    }

    private static JsonArray filters(Instrument each) {
        return new JsonArray()
            .add(filter("PRICE_FILTER").put("minPrice", Fixed8.text(each.minPrice()))
                .put("maxPrice", Fixed8.text(each.maxPrice())).put("tickSize", Fixed8.text(each.tickSize())))
            .add(filter("LOT_SIZE").put("minQty", Fixed8.text(each.minQty()))
                .put("maxQty", Fixed8.text(each.maxQty())).put("stepSize", Fixed8.text(each.stepSize())))
            .add(filter("PERCENT_PRICE_BY_SIDE")
                .put("bidMultiplierUp", each.percentUp().toPlainString())
                .put("bidMultiplierDown", each.percentDown().toPlainString())
                .put("askMultiplierUp", each.percentUp().toPlainString())
                .put("askMultiplierDown", each.percentDown().toPlainString()).put("avgPriceMins", 5))
            .add(filter("NOTIONAL").put("minNotional", Fixed8.text(each.minNotional()))
                .put("applyMinToMarket", true).put("maxNotional", Fixed8.text(each.maxNotional()))
                .put("applyMaxToMarket", false).put("avgPriceMins", 5));
    }

    private static JsonObject filter(String type) {
        return new JsonObject().put("filterType", type);
    }

    private static String price(LevelView level) {
        return Fixed8.text(level == null ? 0 : level.price());
    }

    private static String quantity(LevelView level) {
        return Fixed8.text(level == null ? 0 : level.quantity());
    }

    private static String percent(Candle bar) {
        return bar.open() == 0 ? "0.000" : Fixed8.decimal(bar.close() - bar.open()).movePointRight(2)
            .divide(Fixed8.decimal(bar.open()), 3, RoundingMode.HALF_UP).toPlainString();
    }

    private static String average(Candle bar) {
        return bar.volume() == 0 ? Fixed8.text(bar.close()) : bar.quoteVolume()
            .divide(Fixed8.decimal(bar.volume()), 8, RoundingMode.HALF_UP).toPlainString();
    }
}
