package dev.holdfast.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsIT {

    private static final String MARKET_BUY =
        "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.5&newClientOrderId=one";
    private static final String BY_NAME = "symbol=BTCUSDT&origClientOrderId=one";
    private static final int MANY_CHANGES = 200;

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
    void namesAllFaultsWhenAskedForAnUnknownOne() {
        var reply = venue.fault("earthquake", "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).contains("frozen-snapshot", "skip-u", "duplicate-reports", "reorder-reports",
            "rate-limit", "unknown-after-fill", "silent-socket", "drop-sockets", "delayed-ack",
            "reject-orders", "partial-fills", "clock-skew", "server-shutdown", "garbage-frame",
            "crossed-book");
        assertThat(venue.fault("skip-u", "not json").status()).isEqualTo(400);
    }

    @Test
    void freezesTheSnapshot() {
        venue.fault("frozen-snapshot", "");
        var first = depth().getLong("lastUpdateId");
        try (var socket = new TestSocket(venue.socketBase() + "/ws/btcusdt@depth@100ms")) {
            socket.awaitMessages(TestSocket.event("depthUpdate"), 3);
        }

        assertThat(depth().getLong("lastUpdateId")).isEqualTo(first);
        venue.admin("DELETE", "/faults/frozen-snapshot", "");
        assertThat(depth().getLong("lastUpdateId")).isGreaterThan(first);
        assertThat(venue.status().getJsonObject("snapshotRequests").getInteger("BTCUSDT")).isEqualTo(3);
    }

    @Test
    void skipsOneDepthEvent() {
        try (var socket = new TestSocket(venue.socketBase() + "/ws/btcusdt@depth@100ms")) {
            socket.awaitMessages(TestSocket.event("depthUpdate"), 2);
            venue.fault("skip-u", "{\"count\":1}");
            await().atMost(TestSocket.PATIENCE).until(() -> gaps(socket.messages()) == 1);
        }
    }

    @Test
    void skipsNoDepthEventThatNobodyHears() {
        venue.fault("skip-u", "{\"count\":1}");
        // Both depth beats pass, the slow one every second.
        try (var socket = new TestSocket(venue.socketBase() + "/ws/btcusdt@ticker")) {
            socket.awaitMessages(TestSocket.event("24hrTicker"), 2);
        }
        assertThat(venue.status().getJsonObject("faults").fieldNames()).contains("skip-u");

        try (var socket = new TestSocket(venue.socketBase() + "/ws/btcusdt@depth@100ms")) {
            socket.awaitMessages(TestSocket.event("depthUpdate"), 1);
        }
        assertThat(venue.status().getJsonObject("faults").fieldNames()).doesNotContain("skip-u");
    }

    @Test
    void executesAnOrderAndSaysItDoesNotKnow() {
        venue.fault("unknown-after-fill", "{\"count\":1}");

        var reply = venue.order(MARKET_BUY);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo(-1007);
        assertThat(venue.signed("GET", "/api/v3/order",
            BY_NAME).json().getString("status")).isEqualTo("FILLED");
    }

    @Test
    void rejectsOrders() {
        venue.fault("reject-orders", "{\"count\":1}");

        assertThat(venue.order(MARKET_BUY).code()).isEqualTo(-2010);
        assertThat(venue.order(MARKET_BUY).status()).isEqualTo(200);
    }

    @Test
    void neverMatchesAnOrderThatWasHeldBeyondItsWindow() {
        venue.fault("delayed-ack", "{\"ms\":300,\"stage\":\"arrival\"}");

        assertThat(venue.order(MARKET_BUY + "&recvWindow=100").code()).isEqualTo(-1021);
        assertThat(venue.status().getInteger("orders")).isZero();
        assertThat(venue.order(MARKET_BUY + "&recvWindow=5000").status()).isEqualTo(200);
    }

    @Test
    void asksTheWindowAgainWhenTheVenueItselfIsSlow() {
        try (var slow = TestVenue.start(TestVenue.config(200), null)) {
            assertThat(slow.order(MARKET_BUY + "&recvWindow=50").code()).isEqualTo(-1021);
            assertThat(slow.order(MARKET_BUY).status()).isEqualTo(200);
        }
    }

    @Test
    void limitsRequestsThenBans() {
        venue.fault("rate-limit", "{\"tooMany\":2,\"durationMs\":60000}");

        var replies = List.of(venue.get("/api/v3/ping"), venue.get("/api/v3/ping"),
            venue.get("/api/v3/ping"));

        assertThat(replies.stream().map(TestVenue.Reply::status).toList()).containsExactly(429, 429, 418);
        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.code()).isEqualTo(-1003);
            assertThat(reply.header("Retry-After")).isNotNull();
        });
        venue.admin("DELETE", "/faults/rate-limit", "");
        assertThat(venue.get("/api/v3/ping").status()).isEqualTo(200);
    }

    @Test
    void cutsFillsIntoParts() {
        venue.fault("partial-fills", "{\"quantity\":\"0.1\"}");

        var fills = venue.order(MARKET_BUY).json().getJsonArray("fills");

        assertThat(fills.size()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void setsItsClockWrong() {
        venue.fault("clock-skew", "{\"ms\":60000}");

        assertThat(venue.get("/api/v3/time").json().getLong("serverTime"))
            .isGreaterThan(System.currentTimeMillis() + 50_000);
        assertThat(venue.order(MARKET_BUY).code()).isEqualTo(-1021);
    }

    @Test
    void repeatsAndSwapsReports() {
        var key = venue.sentAs("POST", "/api/v3/userDataStream", "", "").json().getString("listenKey");
        try (var socket = new TestSocket(venue.socketBase() + "/ws/" + key)) {
            venue.fault("duplicate-reports", "");
            venue.order("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.1&price=900");
            assertThat(socket.awaitMessages(TestSocket.event("executionReport"), 2)).hasSize(2);

            venue.admin("DELETE", "/faults/duplicate-reports", "");
            venue.fault("reorder-reports", "{\"count\":2}");
            venue.order(MARKET_BUY.replace("0.5", "0.00600"));
            var reports = socket.awaitMessages(TestSocket.event("executionReport"), 4);
            assertThat(reports.stream().skip(2).map(report -> report.getString("x")).toList())
                .containsExactly("TRADE", "NEW");
        }
    }

    @Test
    void fallsSilentDropsSocketsAndShutsDown() {
        try (var socket = new TestSocket(venue.socketBase() + "/ws/btcusdt@trade")) {
            socket.awaitMessage(TestSocket.event("trade"));
            venue.fault("silent-socket", "");
            awaitMarketMoves();
            var seen = socket.texts().size();
            awaitMarketMoves();
            assertThat(socket.texts()).hasSize(seen);
            assertThat(socket.isClosed()).isFalse();
            venue.admin("DELETE", "/faults/silent-socket", "");
            await().atMost(TestSocket.PATIENCE).until(() -> socket.texts().size() > seen);

            venue.fault("garbage-frame", "");
            await().atMost(TestSocket.PATIENCE).until(() -> socket.texts().size() > socket.messages().size());
            venue.fault("server-shutdown", "{\"ms\":100}");
            socket.awaitMessage(TestSocket.event("serverShutdown"));
            socket.awaitClosed();
        }
        try (var socket = new TestSocket(venue.socketBase() + "/ws/btcusdt@trade")) {
            venue.fault("drop-sockets", "");
            socket.awaitClosed();
        }
    }

    /** Waits until the book has changed often enough that what was already on its way has arrived. */
    private void awaitMarketMoves() {
        long from = updateId();
        await().atMost(TestSocket.PATIENCE).until(() -> updateId() > from + MANY_CHANGES);
    }

    private long updateId() {
        return venue.status().getJsonObject("markets").getJsonObject("BTCUSDT").getLong("updateId");
    }

    @Test
    void crossesTheBookUntilToldToStop() {
        venue.admin("POST", "/pause", "");
        venue.fault("crossed-book", "");
        assertThat(Double.parseDouble(venue.best()[0])).isGreaterThan(Double.parseDouble(venue.best()[1]));

        venue.admin("DELETE", "/faults/crossed-book", "");

        assertThat(Double.parseDouble(venue.best()[0])).isLessThan(Double.parseDouble(venue.best()[1]));
    }

    private JsonObject depth() {
        return venue.get("/api/v3/depth?symbol=BTCUSDT&limit=5").json();
    }

    private static int gaps(List<JsonObject> updates) {
        var gaps = 0;
        for (var i = 1; i < updates.size(); i++) {
            if (updates.get(i).getLong("U") != updates.get(i - 1).getLong("u") + 1) {
                gaps++;
            }
        }
        return gaps;
    }
}
