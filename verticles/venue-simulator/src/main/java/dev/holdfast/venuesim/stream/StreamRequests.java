package dev.holdfast.venuesim.stream;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Requests inside a market stream: SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS, SET_PROPERTY, GET_PROPERTY.
 */
public final class StreamRequests {

    private final StreamHub hub;
    private final int mostStreams;

    /** For this hub, with a bound on streams of one connection. */
    public StreamRequests(StreamHub hub, int mostStreams) {
        this.hub = hub;
        this.mostStreams = mostStreams;
    }

    /** Answers one text message; the id comes back as it came, integer or string. */
    public void handle(StreamConnection connection, String text) {
        JsonObject request;
        try {
            request = new JsonObject(text);
        } catch (DecodeException | ClassCastException e) {
            connection.send(error(null, 3, "Invalid JSON: expected value at line 1 column 1"));
            return;
        }
        if (hub.isSilent()) {
            return;
        }
        var id = request.getValue("id");
        try {
            connection.send(new JsonObject().put("result", result(connection, request)).put("id", id));
        } catch (IllegalArgumentException | ClassCastException e) {
            connection.send(error(id, 2, "Invalid request: " + e.getMessage()));
        }
    }

    private Object result(StreamConnection connection, JsonObject request) {
        var params = request.getJsonArray("params", new JsonArray());
        switch (String.valueOf(request.getString("method"))) {
            case "SUBSCRIBE" -> {
                if (connection.streams().size() + params.size() > mostStreams) {
                    throw new IllegalArgumentException("at most " + mostStreams + " streams");
                }
                params.forEach(stream -> hub.subscribe(connection, (String) stream));
            }
            case "UNSUBSCRIBE" -> params.forEach(stream -> hub.unsubscribe(connection, (String) stream));
            case "LIST_SUBSCRIPTIONS" -> {
                var names = new JsonArray();
                connection.streams().forEach(names::add);
                return names;
            }
            case "SET_PROPERTY" -> {
                requireCombined(params);
                connection.combine(params.getBoolean(1));
            }
            case "GET_PROPERTY" -> {
                requireCombined(params);
                return connection.isCombined();
            }
            default -> throw new IllegalArgumentException("unknown variant `" + request.getString("method")
                + "`");
        }
        return null;
    }

    private static void requireCombined(JsonArray params) {
        if (params.isEmpty() || !"combined".equals(params.getString(0))) {
            throw new IllegalArgumentException("unknown property");
        }
    }

    private static JsonObject error(Object id, int code, String message) {
        return new JsonObject().put("error", new JsonObject().put("code", code).put("msg",
            message)).put("id", id);
    }
}
