package dev.holdfast.binance.order;

import static dev.holdfast.binance.order.OrderJson.decimal;
import static dev.holdfast.binance.order.OrderJson.price;
import static dev.holdfast.binance.order.OrderJson.quantity;
import static dev.holdfast.binance.order.OrderJson.required;
import static dev.holdfast.binance.order.OrderJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Fill;

/** Reads the events of the user-data stream, wrapped ({@code {"subscriptionId":…,"event":{…}}}) or bare. */
final class UserEvents {
    /** What a message means to the session. */
    sealed interface UserEvent {
        /** Something happened to an order. */
        record Reported(ExecutionReport report) implements UserEvent {
        }

        /** The answer to one of our own requests. */
        record Answer(int status, String text) implements UserEvent {
        }

        /** The venue ends the stream: nothing more will come on it. */
        record Ended(String why) implements UserEvent {
        }

        /** Nothing the session acts upon: balances, lists, kinds of tomorrow. */
        record Other(String name) implements UserEvent {
        }
    }

    private UserEvents() {
    }

    /**
     * Reads one message.
     *
     * @throws IllegalArgumentException if it is none; it may have been a fill, so it must not pass silently
     */
    static UserEvent read(String text) {
        JsonNode message = OrderJson.tree(text);
        if (message == null || !message.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        if (message.has("status") && message.has("id")) {
            return new UserEvent.Answer(message.get("status").asInt(),
                message.path("error").path("msg").asText("ok"));
        }
        JsonNode event = message.has("event") ? message.get("event") : message;
        String name = required(event, "e").asText();
        return switch (name) {
            case "executionReport" -> report(event);
            case "eventStreamTerminated", "listenKeyExpired", "serverShutdown" -> new UserEvent.Ended(name);
            default -> new UserEvent.Other(name);
        };
    }

    private static UserEvent report(JsonNode event) {
        String execution = required(event, "x").asText();
        return switch (execution) {
            case "NEW" -> status(event, Kind.NEW);
            case "CANCELED" -> status(event, Kind.CANCELED);
            case "REJECTED" -> status(event, Kind.REJECTED);
            case "EXPIRED" -> status(event, Kind.EXPIRED);
            case "TRADE" -> trade(event);
            // Only the status tells whether self-trade prevention has ended the order.
            case "TRADE_PREVENTION" -> "EXPIRED_IN_MATCH".equals(required(event, "X").asText())
                ? status(event, Kind.EXPIRED) : new UserEvent.Other(execution);
            default -> new UserEvent.Other(execution);
        };
    }

    private static UserEvent status(JsonNode event, Kind kind) {
        return new UserEvent.Reported(new ExecutionReport(clientId(event, kind), venueId(event),
            instrument(event), kind, null, quantity(event, "z"),
            kind == Kind.REJECTED ? event.path("r").asText("rejected") : null, time(event, "T")));
    }

    private static UserEvent trade(JsonNode event) {
        Fill fill = new Fill(OrderJson.execId(instrument(event), required(event, "t").asLong()),
            venueId(event), price(event, "L"), quantity(event, "l"), decimal(event, "n"),
            event.path("N").asText(""), required(event, "m").asBoolean(), time(event, "T"));
        return new UserEvent.Reported(new ExecutionReport(clientId(event, Kind.TRADE), venueId(event),
            instrument(event), Kind.TRADE, fill, quantity(event, "z"), null, fill.venueTime()));
    }

    /**
     * On a cancel {@code c} is the cancel's own id and {@code C} the order's; a cancel by the venue has
     * none.
     */
    private static String clientId(JsonNode event, Kind kind) {
        String original = event.path("C").asText("");
        return kind == Kind.CANCELED && !original.isEmpty() ? original : required(event, "c").asText();
    }

    private static String venueId(JsonNode event) {
        return String.valueOf(required(event, "i").asLong());
    }

    private static InstrumentId instrument(JsonNode event) {
        return new InstrumentId(required(event, "s").asText());
    }
}
