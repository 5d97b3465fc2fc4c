package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.Side;
import dev.holdfast.venuesim.engine.Fill;
import dev.holdfast.venuesim.engine.Order;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Orders and fills in the field names of the REST and WebSocket API ({@code cummulativeQuoteQty} has two
 * m's).
 */
final class OrderJson {

    private OrderJson() {
    }

    /** Reply to a new order; {@code respType} ACK, RESULT or FULL. */
    static JsonObject placed(Order order, String respType) {
        var json = new JsonObject()
            .put("symbol", order.instrument().symbol())
            .put("orderId", order.orderId())
            .put("orderListId", -1)
            .put("clientOrderId", order.request().clientOrderId())
            .put("transactTime", order.updateTime());
        if (respType.equals("ACK")) {
            return json;
        }
        state(json, order);
        json.put("workingTime", order.time()).put("selfTradePreventionMode", "NONE");
        if (respType.equals("FULL")) {
            var fills = new JsonArray();
            order.fills().forEach(fill -> fills.add(new JsonObject()
                .put("price", Fixed8.text(fill.price()))
                .put("qty", Fixed8.text(fill.quantity()))
                .put("commission", Fixed8.text(fill.commission()))
                .put("commissionAsset", fill.commissionAsset())
                .put("tradeId", fill.tradeId())));
            json.put("fills", fills);
        }
        return json;
    }

    /** Reply to a query. */
    static JsonObject queried(Order order) {
        var json = new JsonObject()
            .put("symbol", order.instrument().symbol())
            .put("orderId", order.orderId())
            .put("orderListId", -1)
            .put("clientOrderId", order.request().clientOrderId());
        return state(json, order)
            .put("stopPrice", Fixed8.text(0))
            .put("icebergQty", Fixed8.text(0))
            .put("time", order.time())
            .put("updateTime", order.updateTime())
            .put("isWorking", true)
            .put("workingTime", order.time())
            .put("selfTradePreventionMode", "NONE");
    }

    /** Reply to a cancel: {@code cancelId} is the cancel's own client id. */
    static JsonObject canceled(Order order, String cancelId) {
        var json = new JsonObject()
            .put("symbol", order.instrument().symbol())
            .put("origClientOrderId", order.request().clientOrderId())
            .put("orderId", order.orderId())
            .put("orderListId", -1)
            .put("clientOrderId", cancelId)
            .put("transactTime", order.updateTime());
        return state(json, order).put("selfTradePreventionMode", "NONE");
    }

    /** One of myTrades. */
    static JsonObject trade(Fill fill) {
        return new JsonObject()
            .put("symbol", fill.order().instrument().symbol())
            .put("id", fill.tradeId())
            .put("orderId", fill.order().orderId())
            .put("orderListId", -1)
            .put("price", Fixed8.text(fill.price()))
            .put("qty", Fixed8.text(fill.quantity()))
            .put("quoteQty", Fixed8.text(fill.quoteQuantity()))
            .put("commission", Fixed8.text(fill.commission()))
            .put("commissionAsset", fill.commissionAsset())
            .put("time", fill.time())
            .put("isBuyer", fill.order().request().side() == Side.BUY)
            .put("isMaker", fill.maker())
            .put("isBestMatch", true);
    }

    private static JsonObject state(JsonObject json, Order order) {
        var quote = order.request().quoteQuantity();
        return json
            .put("price", Fixed8.text(order.request().price()))
            .put("origQty", Fixed8.text(order.quantity()))
            .put("executedQty", Fixed8.text(order.executed()))
            .put("origQuoteOrderQty", quote == null ? Fixed8.text(0) : Fixed8.text(quote))
            .put("cummulativeQuoteQty", Fixed8.text(order.quoteExecuted()))
            .put("status", order.status().name())
            .put("timeInForce", order.request().timeInForce().name())
            .put("type", order.request().type().name())
            .put("side", order.request().side().name());
    }
}
