package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.GatewayFixture.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.portfolio.GatewayFixture;
import dev.holdfast.portfolio.StubShards;
import dev.holdfast.portfolio.TestDesk;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.trading.desk.DeskCommand.MarkUnknown;
import dev.holdfast.trading.order.ClOrdId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator's verbs (requirement D5) and who may use them. */
class VerbsIT {
    private static GatewayFixture desk;

    @BeforeAll
    static void open() {
        desk = new GatewayFixture();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @AfterEach
    void heal() {
        desk.shards.refuseWith(null);
        desk.send("POST", "/api/v1/trading-state", "{\"state\":\"ACTIVE\",\"reason\":\"over\"}");
    }

    @Test
    void haltsWithTheMomentFromWhichItHoldsAndMayBeAskedAgain() {
        Instant before = Instant.now();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> halt = desk.send("POST", "/api/v1/trading-state",
                "{\"state\":\"HALTED\",\"reason\":\"drill\"}");
            assertThat(halt.statusCode()).as(halt.body()).isEqualTo(202);
            assertThat(Instant.parse(json(halt).at("/at").asText())).isBetween(before, Instant.now());
        }
        awaitState("HALTED");
    }

    @Test
    void flattensEachKnownAccount() {
        HttpResponse<String> all = desk.send("POST", "/api/v1/flatten", "{\"reason\":\"end of day\"}");
        assertThat(all.statusCode()).as(all.body()).isEqualTo(202);
        assertThat(json(all).at("/items").findValuesAsText("account")).containsExactly("alpha", "beta");
        HttpResponse<String> one = desk.send("POST", "/api/v1/flatten", "{\"account\":\"beta\"}");
        assertThat(json(one).at("/items").findValuesAsText("account")).containsExactly("beta");
    }

    @Test
    void waitsForAnOwnerWhileAShardHasNone() {
        desk.shards.refuseWith(new Refusal(Refusal.Kind.NOT_OWNER, ""));
        desk.vertx.setTimer(1_000, healed -> desk.shards.refuseWith(null));
        HttpResponse<String> halt = desk.send("POST", "/api/v1/trading-state",
            "{\"state\":\"REDUCE_ONLY\",\"reason\":\"drill\"}");
        assertThat(halt.statusCode()).as(halt.body()).isEqualTo(202);
        awaitState("REDUCE_ONLY");
    }

    @Test
    void letsOnlyAnAdministratorSettleAnOrderAndOnlyWithEvidence() {
        ClOrdId id = ClOrdId.chosen(TestDesk.ALPHA, "lost");
        desk.send("POST", "/api/v1/orders", "{\"clOrdId\":\"lost\",\"account\":\"alpha\","
            + "\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":\"0.01\","
            + "\"limitPrice\":\"61000\"}");
        GatewayFixture.await(desk.shards.decide(id.shard(), new MarkUnknown(id, "no answer")));
        String path = "/api/v1/orders/" + id.text() + "/resolution";
        String body = "{\"status\":\"CANCELED\",\"evidence\":\"the venue's support, case 12\"}";
        assertThat(desk.send("POST", path, body).statusCode()).isEqualTo(403);
        HttpResponse<String> bare = desk.sendAs("ada", "POST", path, "{\"status\":\"FILLED\"}");
        assertThat(bare.statusCode()).isEqualTo(422);
        assertThat(json(bare).at("/errors").findValuesAsText("pointer"))
            .containsExactly("/status", "/evidence");
        assertThat(desk.sendAs("ada", "POST", "/api/v1/orders/s00-nobody/resolution", body).statusCode())
            .isEqualTo(404);
        HttpResponse<String> settled = desk.sendAs("ada", "POST", path, body);
        assertThat(settled.statusCode()).as(settled.body()).isEqualTo(202);
        assertThat(json(settled).at("/status").asText()).isEqualTo("CANCELED");
        assertThat(json(settled).at("/history").findValuesAsText("detail"))
            .contains("by ada: the venue's support, case 12");
    }

    @Test
    void saysWhyTheDeskRefusesAFlatten() {
        desk.send("POST", "/api/v1/trading-state", "{\"state\":\"HALTED\",\"reason\":\"drill\"}");
        HttpResponse<String> refused = desk.send("POST", "/api/v1/flatten", "{\"account\":\"alpha\"}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(json(refused).at("/detail").asText()).startsWith("trading is halted");
    }

    @Test
    void showsEachShardsOwnerAndWhyItTakesNothing() {
        Awaitility.await().atMost(5, SECONDS).untilAsserted(() -> {
            JsonNode first = json(desk.get("/api/v1/shards")).at("/items/0");
            assertThat(first.at("/owner").asText()).isEqualTo(StubShards.NODE);
            assertThat(first.at("/accepting").asBoolean()).isTrue();
            assertThat(first.has("stateHash")).isFalse();
            assertThat(first.at("/followers/0/node").asText()).isEqualTo(StubShards.NODE);
        });
        assertThat(json(desk.get("/api/v1/shards?hash=true")).at("/items/0/stateHash").asText())
            .isNotEmpty();
        desk.shards.refuseWith(new Refusal(Refusal.Kind.UNAVAILABLE, "draining to node-2"));
        Awaitility.await().atMost(5, SECONDS).untilAsserted(() -> {
            JsonNode first = json(desk.get("/api/v1/shards")).at("/items/0");
            assertThat(first.at("/accepting").asBoolean()).isFalse();
            assertThat(first.at("/why").asText()).isEqualTo("draining to node-2");
        });
    }

    private static void awaitState(String state) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() ->
            json(desk.get("/api/v1/status")).at("/tradingState").asText().equals(state));
    }
}
