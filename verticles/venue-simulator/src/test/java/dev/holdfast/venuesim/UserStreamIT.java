package dev.holdfast.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserStreamIT {

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
    void reportsNewThenTradesThenBalancesOnTheLegacyStream() {
        var key = venue.sentAs("POST", "/api/v3/userDataStream", "", "").json().getString("listenKey");
        try (var socket = new TestSocket(venue.socketBase() + "/ws/" + key)) {
            venue.order("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=2&newClientOrderId=buy");
            socket.awaitMessage(TestSocket.event("outboundAccountPosition"));

            var reports = socket.all(TestSocket.event("executionReport"));
            assertThat(reports.getFirst().getString("x")).isEqualTo("NEW");
            assertThat(reports.getFirst().getString("X")).isEqualTo("NEW");
            assertThat(reports.getLast().getString("x")).isEqualTo("TRADE");
            assertThat(reports.getLast().getString("X")).isEqualTo("FILLED");
            assertThat(reports.getLast().fieldNames()).contains("e", "E", "s", "c", "S", "o", "f", "q", "p",
                "P", "F",
                "g", "C", "x", "X", "r", "i", "l", "z", "L", "n", "N", "T", "t", "I", "w", "m", "O", "Z",
                    "Y", "Q",
                "W", "V");
            assertThat(reports.stream().skip(1).map(report -> report.getLong("t")).toList()).isEqualTo(
                venue.ledger("/ledger/fills").stream().map(fill -> fill.getLong("tradeId")).toList());
        }
        assertThat(venue.sentAs("PUT", "/api/v3/userDataStream", "listenKey=" + key,
            "").text()).isEqualTo("{}");
        assertThat(venue.sentAs("DELETE", "/api/v3/userDataStream", "listenKey=" + key,
            "").text()).isEqualTo("{}");
        assertThat(venue.sentAs("PUT", "/api/v3/userDataStream", "listenKey=" + key,
            "").code()).isEqualTo(-1125);
    }

    @Test
    void subscribesTradesAndCancelsOverTheSocketInterface() {
        try (var socket = new TestSocket(venue.socketBase() + "/ws-api/v3")) {
            var subscribed = ask(socket, "1", "userDataStream.subscribe.signature", new JsonObject());
            var id = subscribed.getJsonObject("result").getInteger("subscriptionId");

            var placed = ask(socket, "2", "order.place", new JsonObject().put("symbol",
                "BTCUSDT").put("side", "BUY")
                .put("type", "LIMIT").put("timeInForce", "GTC").put("quantity", "0.1").put("price", "900.00")
                .put("newClientOrderId", "mine"));
            var status = ask(socket, "3", "order.status", named());
            var canceled = ask(socket, "4", "order.cancel", named());

            assertThat(placed.getInteger("status")).isEqualTo(200);
            assertThat(placed.getJsonArray("rateLimits")).isNotEmpty();
            assertThat(status.getJsonObject("result").getString("status")).isEqualTo("NEW");
            assertThat(canceled.getJsonObject("result").getString("origClientOrderId")).isEqualTo("mine");
            var report = socket.awaitMessage(wrapped(id, "CANCELED")).getJsonObject("event");
            assertThat(report.getString("C")).isEqualTo("mine");
            assertThat(report.getString("c")).isEqualTo(canceled.getJsonObject("result")
                .getString("clientOrderId"));
        }
    }

    @Test
    void refusesOverTheSocketInterfaceInTheSameWords() {
        try (var socket = new TestSocket(venue.socketBase() + "/ws-api/v3")) {
            var unknown = ask(socket, "1", "order.status", new JsonObject().put("symbol", "BTCUSDT")
                .put("orderId", 1));
            assertThat(unknown.getInteger("status")).isEqualTo(400);
            assertThat(unknown.getJsonObject("error").getInteger("code")).isEqualTo(-2013);

            socket.send(new JsonObject().put("id", "2").put("method", "ping"));
            assertThat(socket.awaitMessage(json -> "2".equals(json.getValue("id"))).getJsonObject("result"))
                .isEmpty();
            socket.send(new JsonObject().put("id", "3").put("method", "session.logon"));
            assertThat(socket.awaitMessage(json -> "3".equals(json.getValue("id"))).getInteger("status"))
                .isEqualTo(400);
        }
    }

    private static JsonObject named() {
        return new JsonObject().put("symbol", "BTCUSDT").put("origClientOrderId", "mine");
    }

    private static Predicate<JsonObject> wrapped(int id, String type) {
        return json -> Integer.valueOf(id).equals(json.getInteger("subscriptionId"))
            && type.equals(json.getJsonObject("event").getString("x"));
    }

    /** Signs over the parameters sorted by name, as the documentation asks. */
    private static JsonObject ask(TestSocket socket, String id, String method, JsonObject params) {
        params.put("apiKey", TestVenue.KEY).put("timestamp", System.currentTimeMillis());
        var text = String.join("&", params.stream().map(each -> each.getKey() + "="
            + each.getValue()).sorted()
            .toList());
        params.put("signature", TestSignature.of(TestVenue.SECRET, text));
        socket.send(new JsonObject().put("id", id).put("method", method).put("params", params));
        return socket.awaitMessage(json -> id.equals(json.getValue("id")));
    }
}
