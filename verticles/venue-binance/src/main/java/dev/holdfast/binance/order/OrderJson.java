package dev.holdfast.binance.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.runtime.venue.OrderSession.OpenOrder;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Execution reports out of the REST answers about orders. An execution is named by instrument and trade id,
 * the same in every answer and on the user-data stream, so that it is applied once.
 */
final class OrderJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OrderJson() {
    }

    /** Null if the text is not JSON. */
    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    static String text(JsonNode node) {
        return node.toString();
    }

    /**
     * Reads a FULL answer to a new order: accepted, each fill in order, and how it ended if it has.
     *
     * @throws IllegalArgumentException if something needed is missing
     */
    static List<ExecutionReport> placed(JsonNode order) {
        var reports = new ArrayList<ExecutionReport>();
        Kind status = kind(required(order, "status").asText());
        String clientId = required(order, "clientOrderId").asText();
        Instant time = time(order, "transactTime");
        if (status != Kind.REJECTED) {
            reports.add(report(order, clientId, Kind.NEW, Quantity.ZERO, time));
        }
        Quantity cumulative = Quantity.ZERO;
        for (JsonNode each : order.path("fills")) {
            Fill fill = new Fill(execId(symbol(order), required(each, "tradeId").asLong()), venueId(order),
                price(each, "price"), quantity(each, "qty"), decimal(each, "commission"),
                required(each, "commissionAsset").asText(), false, time);
            cumulative = cumulative.plus(fill.quantity());
            reports.add(new ExecutionReport(clientId, venueId(order), symbol(order), Kind.TRADE, fill,
                cumulative, null, time));
        }
        if (status != Kind.NEW && status != Kind.TRADE) {
            reports.add(report(order, clientId, status, quantity(order, "executedQty"), time));
        }
        return List.copyOf(reports);
    }

    /**
     * Reads the answer to a cancel: the ids in it are the cancel's own and, as {@code orig…}, the order's.
     */
    static ExecutionReport canceled(JsonNode order) {
        return report(order, required(order, "origClientOrderId").asText(),
            kind(required(order, "status").asText()), quantity(order, "executedQty"),
            time(order, "transactTime"));
    }

    /** Reads the answer to a query: where the order stands; kind TRADE is partly or wholly filled. */
    static ExecutionReport queried(JsonNode order) {
        return report(order, required(order, "clientOrderId").asText(),
            kind(required(order, "status").asText()), quantity(order, "executedQty"),
            time(order, "updateTime"));
    }

    /** Reads one element of openOrders; a kind of order that is not offered here counts as LIMIT. */
    static OpenOrder open(JsonNode order) {
        boolean market = required(order, "type").asText().equals("MARKET");
        BigDecimal limit = decimal(order, "price");
        TimeInForce time = switch (required(order, "timeInForce").asText()) {
            case "IOC" -> TimeInForce.IOC;
            case "FOK" -> TimeInForce.FOK;
            default -> TimeInForce.GTC;
        };
        return new OpenOrder(required(order, "clientOrderId").asText(), venueId(order), symbol(order),
            Side.valueOf(required(order, "side").asText()), market ? OrderType.MARKET : OrderType.LIMIT,
            time, quantity(order, "origQty"), market || limit.signum() == 0 ? null : new Price(limit),
            quantity(order, "executedQty"));
    }

    /** Reads one element of myTrades; {@code before} is what earlier executions sum up to. */
    static ExecutionReport execution(JsonNode trade, String clientId, Quantity before) {
        Fill fill = new Fill(execId(symbol(trade), required(trade, "id").asLong()), venueId(trade),
            price(trade, "price"), quantity(trade, "qty"), decimal(trade, "commission"),
            required(trade, "commissionAsset").asText(), required(trade, "isMaker").asBoolean(),
            time(trade, "time"));
        return new ExecutionReport(clientId, venueId(trade), symbol(trade), Kind.TRADE, fill,
            before.plus(fill.quantity()), null, fill.venueTime());
    }

    static String execId(InstrumentId instrument, long tradeId) {
        return instrument.symbol() + "-" + tradeId;
    }

    /** Binance order status. */
    static Kind kind(String status) {
        return switch (status) {
            case "NEW", "PENDING_NEW" -> Kind.NEW;
            case "PARTIALLY_FILLED", "FILLED" -> Kind.TRADE;
            case "CANCELED" -> Kind.CANCELED;
            case "EXPIRED", "EXPIRED_IN_MATCH" -> Kind.EXPIRED;
            case "REJECTED" -> Kind.REJECTED;
            default -> throw new IllegalArgumentException("unknown order status " + status);
        };
    }

    static InstrumentId symbol(JsonNode order) {
        return new InstrumentId(required(order, "symbol").asText());
    }

    static String venueId(JsonNode order) {
        return String.valueOf(required(order, "orderId").asLong());
    }

    static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("no field " + field);
        }
        return value;
    }

    static Quantity quantity(JsonNode node, String field) {
        return new Quantity(decimal(node, field));
    }

    static Price price(JsonNode node, String field) {
        return new Price(decimal(node, field));
    }

    static BigDecimal decimal(JsonNode node, String field) {
        return new BigDecimal(required(node, field).asText());
    }

    static Instant time(JsonNode node, String field) {
        return Instant.ofEpochMilli(required(node, field).asLong());
    }

    private static ExecutionReport report(JsonNode order, String clientId, Kind kind, Quantity cumulative,
                                          Instant time) {
        return new ExecutionReport(clientId, venueId(order), symbol(order), kind, null, cumulative,
            kind == Kind.REJECTED ? "the venue lists it as rejected" : null, time);
    }
}
