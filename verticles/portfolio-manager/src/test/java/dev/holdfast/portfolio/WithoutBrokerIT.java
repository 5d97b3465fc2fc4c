package dev.holdfast.portfolio;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.testkit.FreePorts;
import dev.holdfast.wire.Json;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the gateway says while the things it needs are missing. */
class WithoutBrokerIT {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        GatewayFixture.await(vertx.close());
    }

    @Test
    void isLiveButNotReadyAndSaysWhy() throws Exception {
        String nowhere = "127.0.0.1:" + FreePorts.one();
        PortfolioManagerVerticle portfolio = new PortfolioManagerVerticle(kit(nowhere, 0));
        GatewayFixture.await(vertx.deployVerticle(portfolio));
        assertThat(get(portfolio, "/health/live").statusCode()).isEqualTo(200);
        Awaitility.await().atMost(5, SECONDS).until(() -> why(portfolio, "bus").isMissingNode());
        assertThat(get(portfolio, "/health/ready").statusCode()).isEqualTo(503);
        assertThat(why(portfolio, "kafka").asText()).isEqualTo("no broker answers at " + nowhere);
        assertThat(why(portfolio, "journal").asText()).isEqualTo("the journal is not read to its end yet");
        assertThat(why(portfolio, "market-data").asText()).isEqualTo("no quote was heard yet");
    }

    @Test
    void saysInOneSentenceThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            NodeKit kit = kit("127.0.0.1:" + FreePorts.one(), port);
            var second = new PortfolioManagerVerticle(kit);
            assertThatThrownBy(() -> GatewayFixture.await(vertx.deployVerticle(second)))
                .hasMessageContaining("the gateway cannot listen on 127.0.0.1:" + port + ": ")
                .hasMessageContaining("; choose another http.port");
        }
    }

    private JsonNode why(PortfolioManagerVerticle portfolio, String check) throws Exception {
        for (JsonNode one : Json.read(get(portfolio, "/health/ready").body(), JsonNode.class).at("/checks")) {
            if (one.at("/id").asText().equals(check)) {
                return one.at("/why");
            }
        }
        throw new AssertionError("no check " + check);
    }

    private HttpResponse<String> get(PortfolioManagerVerticle portfolio, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + portfolio.port() + path))
            .build(), BodyHandlers.ofString());
    }

    private NodeKit kit(String bootstrap, int port) {
        NodeConfig config = TestDesk.config(bootstrap);
        Clock clock = Clock.systemUTC();
        return new NodeKit(new NodeIdentity("node-1", "i1", clock), new NodeConfig(config.node(),
            new NodeConfig.Http("127.0.0.1", port), null, config.kafka(), null, null, null, null, null,
            config.instruments(), config.accounts(), config.strategies(), config.users()),
            new Bus(vertx, "node-1", clock), null);
    }
}
