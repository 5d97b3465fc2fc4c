package dev.holdfast.node.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of an order over real processes: gateway, journal, venue, fills, positions, and a crash. */
class PipelineIT {
    private static final Duration WAIT = Duration.ofSeconds(40);
    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path dir) {
        system = new RunningSystem(dir);
    }

    /** A test before this one may have dropped the venue's sockets or killed the node. */
    @BeforeEach
    void awaitMarketAndSession() {
        await().atMost(WAIT).ignoreExceptionsInstanceOf(Refused.class).until(() ->
            system.gateway().get("/api/v1/status").path("quotes").findValuesAsText("condition")
                .contains("LIVE") && isHealthy("execution"));
    }

    private static boolean isHealthy(String service) {
        for (JsonNode each : system.gateway().items("/api/v1/services")) {
            if (each.path("service").asText().equals(service)) {
                return each.path("status").asText().equals("HEALTHY");
            }
        }
        return false;
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void fillsAnOrderOnceAndBooksWhatTheVenueBooked() {
        String id = submit("buy-1", atMarket("1.5"));
        JsonNode order = inStatus(id, "FILLED");
        assertThat(order.path("cumulative").asText()).isEqualTo("1.5");
        assertThat(submit("buy-1", atMarket("1.5"))).isEqualTo(id);
        assertThat(executions(system.gateway().items("/api/v1/fills?limit=1000"), "clOrdId", "execId", id))
            .isNotEmpty().isEqualTo(ledgerExecutions(id));
    }

    @Test
    void findsTheFillOfAnOrderWhoseAnswerWasLost() {
        fault("unknown-after-fill", "{\"count\":1}");
        String id = submit("lost-1", atMarket("0.7"));
        inStatus(id, "FILLED");
        assertThat(executions(system.gateway().items("/api/v1/fills?limit=1000"), "clOrdId", "execId", id))
            .isNotEmpty().isEqualTo(ledgerExecutions(id));
    }

    @Test
    void countsFillsOnceThoughReportsComeTwiceAndTheSocketDrops() {
        fault("duplicate-reports", "{\"count\":20}");
        String id = submit("twice-1", atMarket("0.9"));
        fault("drop-sockets", "");
        JsonNode order = inStatus(id, "FILLED");
        assertThat(order.path("cumulative").asText()).isEqualTo("0.9");
        assertThat(executions(system.gateway().items("/api/v1/fills?limit=1000"), "clOrdId", "execId", id))
            .isEqualTo(ledgerExecutions(id));
    }

    @Test
    void cancelsARestingOrder() {
        String id = submit("rest-1", resting());
        inStatus(id, "WORKING");
        assertThat(send("DELETE", "/api/v1/orders/" + id, "").statusCode()).isEqualTo(202);
        inStatus(id, "CANCELED");
    }

    @Test
    void replacesARestingOrderUnderANewRevision() {
        String id = submit("move-1", resting());
        inStatus(id, "WORKING");
        HttpResponse<String> answer = send("PUT", "/api/v1/orders/" + id,
            "{\"quantity\":\"0.6\",\"limitPrice\":\"300\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        await().atMost(WAIT).until(() -> order(id).path("revision").asInt() == 2
            && order(id).path("status").asText().equals("WORKING"));
        assertThat(order(id).path("leaves").asText()).isEqualTo("0.6");
        send("DELETE", "/api/v1/orders/" + id, "");
        inStatus(id, "CANCELED");
    }

    @Test
    void comesBackFromACrashWithTheSameStateAndItsOpenOrder() {
        String id = submit("survivor", resting());
        inStatus(id, "WORKING");
        system.killNode();
        system.startNode();
        JsonNode after = inStatus(id, "WORKING");
        assertThat(after.path("venueOrderId").asText()).isNotEmpty();
        send("DELETE", "/api/v1/orders/" + id, "");
        inStatus(id, "CANCELED");
        assertThat(system.venueAdmin().text("/ledger").lines()
            .filter(line -> line.contains("\"ACCEPTED\"") && line.contains(id))).hasSize(1);
    }

    @Test
    void deniesInsteadOfSendingWhatIsBeyondALimit() {
        HttpResponse<String> answer = post("too-big", atMarket("49"));
        assertThat(answer.body()).contains("DENIED").contains("MAX_NOTIONAL");
        assertThat(system.venueAdmin().text("/ledger")).doesNotContain("too-big");
    }

    private static String atMarket(String quantity) {
        return "\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":\"" + quantity + "\"";
    }

    private static String resting() {
        return "\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":\"0.5\",\"limitPrice\":\"300\"";
    }

    private static String submit(String name, String terms) {
        HttpResponse<String> answer = post(name, terms);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return json(answer.body()).path("clOrdId").asText();
    }

    private static HttpResponse<String> post(String name, String terms) {
        return send("POST", "/api/v1/orders", "{\"clOrdId\":\"" + name
            + "\",\"account\":\"manual\",\"instrument\":\"BTCUSDT\"," + terms + "}");
    }

    private static JsonNode inStatus(String id, String status) {
        await().atMost(WAIT).untilAsserted(() ->
            assertThat(order(id).path("status").asText()).as(order(id).toString()).isEqualTo(status));
        return order(id);
    }

    private static JsonNode order(String id) {
        return system.gateway().get("/api/v1/orders/" + id);
    }

    private static Set<String> executions(JsonNode items, String idField, String execField, String id) {
        Set<String> found = new TreeSet<>();
        items.forEach(item -> {
            if (item.path(idField).asText().equals(id)) {
                found.add(item.path(execField).asText());
            }
        });
        return found;
    }

    private static Set<String> ledgerExecutions(String id) {
        List<JsonNode> lines = new ArrayList<>();
        system.venueAdmin().text("/ledger/fills").lines().forEach(line -> lines.add(json(line)));
        Set<String> found = new TreeSet<>();
        lines.stream().filter(line -> line.path("clientOrderId").asText().equals(id))
            .forEach(line -> found.add(line.path("symbol").asText() + "-" + line.path("tradeId").asText()));
        return found;
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static void fault(String name, String options) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
            URI.create(system.venueAdminUrl() + "/faults/" + name)).POST(BodyPublishers.ofString(options)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static HttpResponse<String> send(String method, String path, String body) {
        String basic = Base64.getEncoder().encodeToString(
            (RunningSystem.USER + ":" + RunningSystem.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(system.url() + path))
            .header("Authorization", "Basic " + basic).header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.timeout(WAIT).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
