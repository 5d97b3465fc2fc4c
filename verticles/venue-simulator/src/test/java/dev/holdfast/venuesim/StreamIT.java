package dev.holdfast.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamIT {

    private TestVenue venue;

    @BeforeEach
    void open() {
        venue = TestVenue.start();
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void letsAClientRebuildTheBookFromSnapshotAndEvents() {
        try (var socket = new TestSocket(venue.socketBase() + "/ws/btcusdt@depth@100ms")) {
            socket.awaitMessages(TestSocket.event("depthUpdate"), 2);
            var snapshot = venue.get("/api/v3/depth?symbol=BTCUSDT&limit=5000").json();
            var taken = snapshot.getLong("lastUpdateId");
            socket.awaitMessages(update -> update.getLong("u") > taken, 20);
            venue.admin("POST", "/pause", "");
            // A snapshot makes one more event due, and that event brings everything up to it.
            var reference = venue.get("/api/v3/depth?symbol=BTCUSDT&limit=5000").json();
            socket.awaitMessage(update -> update.getLong("u") >= reference.getLong("lastUpdateId"));

            var bids = levels(snapshot.getJsonArray("bids"), Comparator.reverseOrder());
            var asks = levels(snapshot.getJsonArray("asks"), Comparator.naturalOrder());
            var kept = socket.all(update -> update.getLong("u") >= taken);
            assertThat(kept.getFirst().getLong("U")).isLessThanOrEqualTo(taken);
            var expected = kept.getFirst().getLong("U");
            for (var update : kept) {
                assertThat(update.getLong("U")).isEqualTo(expected);
                apply(bids, update.getJsonArray("b"));
                apply(asks, update.getJsonArray("a"));
                expected = update.getLong("u") + 1;
            }
            assertThat(text(bids)).isEqualTo(reference.getJsonArray("bids").encode());
            assertThat(text(asks)).isEqualTo(reference.getJsonArray("asks").encode());
        }
    }

    @Test
    void wrapsEventsOfACombinedStreamAndLeavesRawOnesBare() {
        try (var combined = new TestSocket(venue.socketBase()
            + "/stream?streams=btcusdt%40trade%2Fbtcusdt%40bookTicker");
             var raw = new TestSocket(venue.socketBase() + "/ws/btcusdt@bookTicker")) {
            var wrapped = combined.awaitMessage(json -> "btcusdt@trade".equals(json.getString("stream")));
            assertThat(wrapped.getJsonObject("data").fieldNames())
                .containsExactly("e", "E", "s", "t", "p", "q", "T", "m", "M");
            assertThat(raw.awaitMessage(json -> json.containsKey("u")).fieldNames())
                .containsExactly("u", "s", "b", "B", "a", "A");
        }
    }

    @Test
    void answersRequestsWithTheirOwnId() {
        try (var socket = new TestSocket(venue.socketBase() + "/ws/0")) {
            socket.send(request("SUBSCRIBE", 1).put("params", new JsonArray().add("btcusdt@aggTrade")));
            assertThat(socket.awaitMessage(json -> json.containsKey("id")).encode())
                .isEqualTo("{\"result\":null,\"id\":1}");
            socket.awaitMessage(TestSocket.event("aggTrade"));

            socket.send(request("LIST_SUBSCRIPTIONS", "two"));
            var list = socket.awaitMessage(json -> "two".equals(json.getValue("id"))).getJsonArray("result");
            assertThat(list).contains("btcusdt@aggTrade");

            socket.send(request("SET_PROPERTY", 3).put("params", new JsonArray().add("combined").add(true)));
            socket.awaitMessage(json -> json.containsKey("stream"));
            socket.send(request("DANCE", 4));
            assertThat(socket.awaitMessage(json -> json.containsKey("error")).getInteger("id")).isEqualTo(4);
        }
    }

    @Test
    void sendsBarsPartialBooksAndDayTickers() {
        try (var socket = new TestSocket(venue.socketBase()
            + "/stream?streams=btcusdt@kline_1s/btcusdt@depth5@100ms/btcusdt@ticker")) {
            socket.awaitMessage(json -> json.getString("stream").endsWith("kline_1s")
                && json.getJsonObject("data").getJsonObject("k").getBoolean("x"));
            var partial = socket.awaitMessage(json -> json.getString("stream").contains("@depth5"));
            assertThat(partial.getJsonObject("data").getJsonArray("bids")).hasSize(5);
            socket.awaitMessage(json -> json.getString("stream").endsWith("@ticker"));
        }
    }

    @Test
    void cutsOffAClientThatSendsTooMuch() {
        var standard = VenueConfigFile.readDefault();
        try (var strict = TestVenue.start(standard, null);
             var socket = new TestSocket(strict.socketBase() + "/ws")) {
            for (var i = 0; i < 20; i++) {
                try {
                    socket.send(request("LIST_SUBSCRIPTIONS", i));
                } catch (RuntimeException closedMeanwhile) {
                    break;
                }
            }
            socket.awaitClosed();
        }
    }

    private static JsonObject request(String method, Object id) {
        return new JsonObject().put("method", method).put("id", id);
    }

    private static Map<Double, String> levels(JsonArray rows, Comparator<Double> order) {
        var levels = new TreeMap<Double, String>(order);
        apply(levels, rows);
        return levels;
    }

    private static void apply(Map<Double, String> levels, JsonArray rows) {
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.getJsonArray(i);
            var price = Double.valueOf(row.getString(0));
            if (row.getString(1).equals("0.00000000")) {
                levels.remove(price);
            } else {
                levels.put(price, row.encode());
            }
        }
    }

    private static String text(Map<Double, String> levels) {
        return "[" + String.join(",", levels.values()) + "]";
    }
}
