package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.GatewayFixture.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.portfolio.GatewayFixture;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.AuditEntry;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator's view of the breakers and hand on them, and what they let through to the shards. */
class BreakersIT {
    private static final String COMMANDS = "execution.node-1";
    private static final String PATH = "/api/v1/breakers/node-1/" + COMMANDS;
    private static GatewayFixture desk;

    @BeforeAll
    static void open() {
        desk = new GatewayFixture();
        assertThat(submit("first").statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @AfterEach
    void giveBack() {
        desk.shards.refuseWith(null);
        force("CLOSED");
        assertThat(force("AUTO").statusCode()).isEqualTo(200);
    }

    @Test
    void showsThoseThatAreInUse() {
        assertThat(submit("shown").statusCode()).isEqualTo(201);
        JsonNode shown = shown(COMMANDS);
        assertThat(shown.at("/node").asText()).isEqualTo("node-1");
        assertThat(shown.at("/state").asText()).isEqualTo("CLOSED");
        assertThat(shown.at("/forced").asBoolean()).isFalse();
        assertThat(shown.at("/calls").asInt()).isPositive();
    }

    @Test
    void holdsOneOpenSoThatNoOrderPassesButAHaltDoes() {
        HttpResponse<String> forced = force("OPEN");
        assertThat(forced.statusCode()).as(forced.body()).isEqualTo(200);
        assertThat(shown(COMMANDS).at("/state").asText()).isEqualTo("OPEN");
        assertThat(shown(COMMANDS).at("/forced").asBoolean()).isTrue();
        HttpResponse<String> refused = submit("held");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).at("/detail").asText())
            .isEqualTo("the circuit breaker " + COMMANDS + " is open");
        HttpResponse<String> halt = desk.send("POST", "/api/v1/trading-state",
            "{\"state\":\"HALTED\",\"reason\":\"a drill\"}");
        assertThat(halt.statusCode()).as(halt.body()).isEqualTo(202);
        desk.send("POST", "/api/v1/trading-state", "{\"state\":\"REDUCE_ONLY\",\"reason\":\"over\"}");
        force("CLOSED");
        desk.send("POST", "/api/v1/trading-state", "{\"state\":\"ACTIVE\",\"reason\":\"over\"}");
        assertThat(submit("after").statusCode()).isEqualTo(201);
    }

    @Test
    void takesNoRefusalOfANodeForAFailure() {
        desk.shards.refuseWith(new Refusal(Refusal.Kind.OUTCOME_UNKNOWN, "the shard stood down"));
        for (int i = 0; i < 6; i++) {
            assertThat(submit("refused-" + i).statusCode()).isEqualTo(503);
        }
        assertThat(shown(COMMANDS).at("/state").asText()).isEqualTo("CLOSED");
        assertThat(shown(COMMANDS).at("/failuresInRow").asInt()).isZero();
    }

    @Test
    void writesDownWhoForcedWhatAndWhy() {
        List<AuditEntry> trail = new CopyOnWriteArrayList<>();
        StreamTail<AuditEntry> tail = new StreamTail<>(desk.vertx, desk.kafka.bootstrap(), Topics.AUDIT,
            new StreamTail.Listener<>() {
                @Override
                public void onRecord(int partition, long offset, AuditEntry entry) {
                    trail.add(entry);
                }

                @Override
                public void onCaughtUp() {
                    trail.size();
                }
            });
        tail.start(Map.of());
        force("OPEN");
        Awaitility.await().atMost(10, SECONDS).untilAsserted(() -> assertThat(trail).anySatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo("olga");
            assertThat(entry.action()).isEqualTo("breaker.force");
            assertThat(entry.subject()).isEqualTo("node-1/" + COMMANDS);
            assertThat(entry.result()).isEqualTo("done");
            assertThat(entry.detail()).isEqualTo("OPEN: a drill");
        }));
        tail.stop();
    }

    @Test
    void refusesWhatIsNotThereAndWhoMayNot() {
        String body = "{\"state\":\"OPEN\",\"reason\":\"a drill\"}";
        HttpResponse<String> noBreaker = desk.send("POST", "/api/v1/breakers/node-1/nothing", body);
        assertThat(noBreaker.statusCode()).isEqualTo(404);
        assertThat(json(noBreaker).at("/detail").asText()).isEqualTo("no breaker 'nothing' on node-1");
        HttpResponse<String> noNode = desk.send("POST", "/api/v1/breakers/node-9/" + COMMANDS, body);
        assertThat(noNode.statusCode()).isEqualTo(404);
        assertThat(json(noNode).at("/detail").asText()).isEqualTo("no node 'node-9'");
        HttpResponse<String> bare = desk.send("POST", PATH, "{\"state\":\"AJAR\"}");
        assertThat(bare.statusCode()).isEqualTo(422);
        assertThat(json(bare).at("/errors").findValuesAsText("pointer")).containsExactly("/state", "/reason");
        assertThat(desk.sendAs("vera", "POST", PATH, body).statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> force(String state) {
        return desk.send("POST", PATH, "{\"state\":\"" + state + "\",\"reason\":\"a drill\"}");
    }

    private static JsonNode shown(String name) {
        for (JsonNode each : json(desk.get("/api/v1/breakers")).at("/items")) {
            if (each.at("/name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no breaker " + name + " is shown");
    }

    private static HttpResponse<String> submit(String id) {
        return desk.send("POST", "/api/v1/orders", "{\"clOrdId\":\"" + id + "\",\"account\":\"alpha\","
            + "\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":\"0.01\","
            + "\"limitPrice\":\"61000\"}");
    }
}
