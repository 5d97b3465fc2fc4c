package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.portfolio.GatewayFixture;
import dev.holdfast.resilience.partition.Quorum;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a node answers on the wrong side of a partition (requirement A3.6). */
class CutOffIT {
    private static final String ORDER = "{\"clOrdId\":\"%s\",\"account\":\"alpha\","
        + "\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":\"0.01\","
        + "\"limitPrice\":\"61000\"}";
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
        desk.cluster.is(Quorum.MAJORITY, null);
    }

    @Test
    void inAMinorityReadsAndRefusesToWrite() {
        desk.cluster.is(Quorum.MINORITY, "this node sees 1 of 3 nodes");
        assertThat(desk.get("/api/v1/orders").statusCode()).isEqualTo(200);
        HttpResponse<String> status = desk.get("/api/v1/status");
        assertThat(json(status).at("/quorum").asText()).isEqualTo("MINORITY");
        assertThat(json(status).at("/refusal").asText()).isEqualTo("this node sees 1 of 3 nodes");
        assertRefused(desk.send("POST", "/api/v1/orders", ORDER.formatted("minority")));
        assertRefused(desk.send("POST", "/api/v1/flatten", "{}"));
        assertRefused(desk.send("POST", "/api/v1/trading-state",
            "{\"state\":\"HALTED\",\"reason\":\"drill\"}"));
        assertThat(json(desk.get("/api/v1/orders")).toString()).doesNotContain("minority");
    }

    @Test
    void passesAHaltButNoOrderWhereOnlyItsOwnLeaseRanOut() {
        desk.cluster.is(Quorum.MAJORITY, "this node sees 1 of 3 nodes");
        assertRefused(desk.send("POST", "/api/v1/orders", ORDER.formatted("leaseless")));
        assertThat(desk.send("POST", "/api/v1/trading-state",
            "{\"state\":\"HALTED\",\"account\":\"beta\",\"reason\":\"drill\"}").statusCode()).isEqualTo(202);
    }

    @Test
    void inIsolationSaysNothingButWhy() {
        desk.cluster.is(Quorum.ISOLATED, "this node hears no other");
        for (String path : new String[] {"status", "orders", "positions", "shards", "stream", "session"}) {
            HttpResponse<String> answer = desk.get("/api/v1/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(json(answer).at("/type").asText()).isEqualTo("/problems/isolated");
            assertThat(json(answer).at("/detail").asText()).isEqualTo("this node hears no other");
        }
        assertThat(desk.send("POST", "/api/v1/orders", ORDER.formatted("isolated")).statusCode())
            .isEqualTo(503);
        assertThat(desk.get("/health/live").statusCode()).isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(json(answer).at("/type").asText()).isEqualTo("/problems/no-trading");
        assertThat(json(answer).at("/detail").asText()).isEqualTo("this node sees 1 of 3 nodes");
    }
}
