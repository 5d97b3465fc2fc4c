package dev.holdfast.venuesim.stream;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.book.Side;
import dev.holdfast.venuesim.engine.Candle;
import dev.holdfast.venuesim.engine.DepthDiff;
import dev.holdfast.venuesim.engine.ExecutionType;
import dev.holdfast.venuesim.engine.Market;
import dev.holdfast.venuesim.engine.PublicTrade;
import dev.holdfast.venuesim.engine.VenueListener;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** Events in the streams' one-letter field names, as the public documentation lists them. */
final class EventJson {

    private EventJson() {
    }

    static JsonObject trade(String symbol, PublicTrade trade, long now) {
        return new JsonObject().put("e", "trade").put("E", now).put("s", symbol).put("t", trade.id())
            .put("p", Fixed8.text(trade.price())).put("q", Fixed8.text(trade.quantity()))
            .put("T", trade.time()).put("m", trade.buyerIsMaker()).put("M", true);
    }

    static JsonObject aggTrade(String symbol, PublicTrade trade, long now) {
        return new JsonObject().put("e", "aggTrade").put("E", now).put("s", symbol).put("a", trade.id())
            .put("p", Fixed8.text(trade.price())).put("q", Fixed8.text(trade.quantity()))
            .put("f", trade.id()).put("l", trade.id())
            .put("T", trade.time()).put("m", trade.buyerIsMaker()).put("M", true);
    }

    /** Has neither e nor E: the documentation says so, and clients tell it apart by that. */
    static JsonObject bookTicker(String symbol, long updateId, LevelView bid, LevelView ask) {
        return new JsonObject().put("u", updateId).put("s", symbol)
            .put("b", Fixed8.text(bid.price())).put("B", Fixed8.text(bid.quantity()))
            .put("a", Fixed8.text(ask.price())).put("A", Fixed8.text(ask.quantity()));
    }

    static JsonObject depthUpdate(String symbol, DepthDiff.Event event, long now) {
        return new JsonObject().put("e", "depthUpdate").put("E", now).put("s", symbol)
            .put("U", event.firstId()).put("u", event.lastId())
            .put("b", levels(event.levels(), Side.BUY)).put("a", levels(event.levels(), Side.SELL));
    }

    static JsonObject partialDepth(Market market, int limit) {
        return new JsonObject().put("lastUpdateId", market.updateId())
            .put("bids", levels(market.book().depth(Side.BUY, limit), Side.BUY))
            .put("asks", levels(market.book().depth(Side.SELL, limit), Side.SELL));
    }

    static JsonObject kline(String symbol, String interval, Candle bar, long length, long now) {
        var k = new JsonObject().put("t", bar.openTime()).put("T", bar.openTime() + length - 1)
            .put("s", symbol).put("i", interval).put("f", bar.firstTradeId()).put("L", bar.lastTradeId())
            .put("o", Fixed8.text(bar.open())).put("c", Fixed8.text(bar.close()))
            .put("h", Fixed8.text(bar.high())).put("l", Fixed8.text(bar.low()))
            .put("v", Fixed8.text(bar.volume())).put("n", bar.trades())
            .put("x", now >= bar.openTime() + length).put("q", Fixed8.text(bar.quoteVolume()))
            .put("V", Fixed8.text(bar.buyVolume())).put("Q", Fixed8.text(bar.buyQuoteVolume())).put("B", "0");
        return new JsonObject().put("e", "kline").put("E", now).put("s", symbol).put("k", k);
    }

    static JsonObject ticker(JsonObject day, String symbol, long now) {
        return new JsonObject().put("e", "24hrTicker").put("E", now).put("s", symbol)
            .put("p", day.getValue("priceChange")).put("P", day.getValue("priceChangePercent"))
            .put("w", day.getValue("weightedAvgPrice")).put("x", day.getValue("prevClosePrice"))
            .put("c", day.getValue("lastPrice")).put("Q", day.getValue("lastQty"))
            .put("b", day.getValue("bidPrice")).put("B", day.getValue("bidQty"))
            .put("a", day.getValue("askPrice")).put("A", day.getValue("askQty"))
            .put("o", day.getValue("openPrice")).put("h", day.getValue("highPrice"))
            .put("l", day.getValue("lowPrice")).put("v", day.getValue("volume"))
            .put("q", day.getValue("quoteVolume")).put("O", day.getValue("openTime"))
            .put("C", day.getValue("closeTime")).put("F", day.getValue("firstId"))
            .put("L", day.getValue("lastId")).put("n", day.getValue("count"));
    }

    /** On a cancel, C is the cancelled order's id and c the cancel's own. */
    static JsonObject executionReport(VenueListener.Report report) {
        var order = report.order();
        var request = order.request();
        var fill = report.fill();
        var quote = request.quoteQuantity();
        var canceled = report.type() == ExecutionType.CANCELED;
        return new JsonObject().put("e", "executionReport").put("E", report.time())
            .put("s", order.instrument().symbol())
            .put("c", canceled ? report.cancelId() : request.clientOrderId())
            .put("S", request.side().name()).put("o", request.type().name()).put("f",
                request.timeInForce().name())
            .put("q", Fixed8.text(order.quantity())).put("p", Fixed8.text(request.price()))
            .put("P", Fixed8.text(0)).put("F", Fixed8.text(0)).put("g", -1)
            .put("C", canceled ? request.clientOrderId() : "")
            .put("x", report.type().name()).put("X", order.status().name()).put("r", "NONE")
            .put("i", order.orderId())
            .put("l", Fixed8.text(fill == null ? 0 : fill.quantity())).put("z", Fixed8.text(order.executed()))
            .put("L", Fixed8.text(fill == null ? 0 : fill.price()))
            .put("n", fill == null ? "0" : Fixed8.text(fill.commission()))
            .put("N", fill == null ? null : fill.commissionAsset())
            .put("T", fill == null ? report.time() : fill.time()).put("t", fill == null ? -1 : fill.tradeId())
            .put("I", order.orderId()).put("w", order.status().isOpen()).put("m", fill != null
                && fill.maker())
            .put("M", false).put("O", order.time()).put("Z", Fixed8.text(order.quoteExecuted()))
            .put("Y", fill == null ? Fixed8.text(0) : Fixed8.text(fill.quoteQuantity()))
            .put("Q", quote == null ? Fixed8.text(0) : Fixed8.text(quote)).put("W", order.time()).put("V",
                "NONE");
    }

    static JsonObject accountPosition(Account account, Set<String> assets, long time) {
        var balances = new JsonArray();
        assets.stream().sorted().forEach(asset -> balances.add(new JsonObject().put("a", asset)
            .put("f", Fixed8.text(account.balance(asset).free()))
            .put("l", Fixed8.text(account.balance(asset).locked()))));
        return new JsonObject().put("e", "outboundAccountPosition").put("E", time).put("u", time).put("B",
            balances);
    }

    private static JsonArray levels(List<LevelView> levels, Side side) {
        var rows = new JsonArray();
        levels.stream().filter(level -> level.side() == side).forEach(level -> rows.add(
            new JsonArray().add(Fixed8.text(level.price())).add(Fixed8.text(level.quantity()))));
        return rows;
    }
}
