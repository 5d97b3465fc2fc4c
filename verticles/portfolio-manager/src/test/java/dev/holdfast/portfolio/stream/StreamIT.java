package dev.holdfast.portfolio.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.portfolio.GatewayFixture;
import dev.holdfast.portfolio.TestDesk;
import dev.holdfast.portfolio.TestFailsafe;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The event stream as a client hears it. */
class StreamIT {
    private static GatewayFixture desk;

    @BeforeAll
    static void open() {
        desk = new GatewayFixture();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void pushesTheSamePayloadsAsRest() {
        try (Listener all = new Listener("", null)) {
            all.awaitEvent("status");
            String id = submit("pushed");
            JsonNode order = all.awaitEvent("order", "/clOrdId", id);
            assertThat(order).isEqualTo(GatewayFixture.json(desk.get("/api/v1/orders/" + id)));
            all.awaitEvent("account", "/account", "alpha");
            all.awaitEvent("service", "/service", "portfolio-manager");
            desk.kit.bus().publish(Addresses.QUOTE,
                TestDesk.quote(TestDesk.ETH, "2500", "2501", Instant.now()));
            assertThat(all.awaitEvent("quote", "/instrument", "ETHUSDT").at("/bid").asText())
                .isEqualTo("2500");
            Price price = Price.of("61250");
            desk.kit.bus().publish(Addresses.OPEN_BAR, new Bar(TestDesk.BTC, BarInterval.SECOND,
                Instant.parse("2026-01-31T12:00:00Z"), price, price, price, price, Quantity.of("1"), 1,
                MarketCondition.LIVE));
            assertThat(all.awaitEvent("candle", "/interval", "MINUTE").at("/trades").asInt()).isEqualTo(1);
        }
    }

    @Test
    void resumesAfterTheLastIdWithoutAGap() {
        String seen;
        try (Listener first = new Listener("", null)) {
            submit("before");
            first.awaitEvent("order");
            seen = first.lastId();
        }
        String missed = submit("missed");
        try (Listener second = new Listener("?topics=order", seen)) {
            assertThat(second.awaitEvent("order", "/clOrdId", missed).at("/status").asText())
                .isEqualTo("SUBMITTED");
            assertThat(second.lines).noneMatch(line -> line.equals("event: reset"));
            assertThat(second.lines).noneMatch(line -> line.equals("event: status"));
        }
    }

    @Test
    void tellsWhatTheFailsafeLayerSawUnderItsTopicsAndResumesThem() {
        String topics = "?topics=health,incidents,recoveries,breakers,cluster";
        String seen;
        try (Listener first = new Listener(topics, null)) {
            TestFailsafe.EVENTS.forEach((topic, events) -> events.forEach(event -> {
                desk.kit.bus().publish(Addresses.FAILSAFE, event);
                JsonNode told = first.awaitEvent(topic, "/@type", event.getClass().getSimpleName());
                assertThat(Json.read(told.toString(), FailsafeEvent.class)).isEqualTo(event);
            }));
            assertThat(first.lines).noneMatch(line -> line.equals("event: status"));
            seen = first.lastId();
        }
        FailsafeEvent missed = new LeaderElected("node-9", 18, Instant.parse("2026-01-31T12:01:00Z"));
        desk.kit.bus().publish(Addresses.FAILSAFE, missed);
        try (Listener second = new Listener(topics, seen)) {
            second.awaitEvent("cluster", "/node", "node-9");
            assertThat(second.lines.stream().filter(line -> line.startsWith("event: "))).hasSize(1);
        }
    }

    @Test
    void tellsAClientOfAnotherLifeToLoadEverythingAnew() {
        try (Listener stranger = new Listener("?topics=status", "another-17")) {
            stranger.awaitEvent("status");
            assertThat(stranger.lines.stream().filter(line -> line.startsWith("event: ")).findFirst())
                .contains("event: reset");
        }
    }

    @Test
    void pushesAtMostFourQuotesASecondForAnInstrument() {
        try (Listener quotes = new Listener("?topics=quote,status", null)) {
            quotes.awaitEvent("status");
            for (int i = 1; i <= 500; i++) {
                desk.kit.bus().publish(Addresses.QUOTE,
                    TestDesk.quote(TestDesk.BTC, "61000." + i, "62000", Instant.now()));
            }
            quotes.awaitEvent("quote", "/bid", "61000.5");
            assertThat(quotes.lines.stream().filter("event: quote"::equals).count()).isLessThanOrEqualTo(5);
        }
    }

    private static String submit(String clOrdId) {
        HttpResponse<String> response = desk.send("POST", "/api/v1/orders", "{\"clOrdId\":\"" + clOrdId
            + "\",\"account\":\"alpha\",\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\","
            + "\"quantity\":\"0.001\",\"limitPrice\":\"61000\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return GatewayFixture.json(response).at("/clOrdId").asText();
    }

    /** Reads a stream on a thread of its own, line by line. */
    private static final class Listener implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final HttpClient http = HttpClient.newHttpClient();

        Listener(String query, String lastId) {
            var request = desk.request("/api/v1/stream" + query)
                .header("Authorization", GatewayFixture.basic("vera", "secret"));
            if (lastId != null) {
                request.header("Last-Event-ID", lastId);
            }
            http.sendAsync(request.build(), BodyHandlers.ofLines())
                .thenAccept(response -> response.body().forEach(lines::add));
            Awaitility.await().atMost(10, SECONDS).until(() -> lines.contains("retry: 1000"));
        }

        JsonNode awaitEvent(String kind) {
            return awaitEvent(kind, "", null);
        }

        JsonNode awaitEvent(String kind, String pointer, String value) {
            return Awaitility.await().atMost(10, SECONDS).until(() -> find(kind, pointer, value),
                found -> found != null);
        }

        String lastId() {
            return lines.stream().filter(line -> line.startsWith("id: ")).reduce((a, b) -> b).orElseThrow()
                .substring(4);
        }

        private JsonNode find(String kind, String pointer, String value) {
            List<String> now = List.copyOf(lines);
            for (int i = 0; i + 1 < now.size(); i++) {
                if (now.get(i).equals("event: " + kind)) {
                    JsonNode payload = Json.read(now.get(i + 1).substring("data: ".length()), JsonNode.class);
                    if (value == null || payload.at(pointer).asText().equals(value)) {
                        return payload;
                    }
                }
            }
            return null;
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
