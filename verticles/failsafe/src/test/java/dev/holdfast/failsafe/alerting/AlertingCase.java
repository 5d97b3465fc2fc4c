package dev.holdfast.failsafe.alerting;

import static dev.holdfast.failsafe.alerting.AlertingNodes.await;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.testkit.FreePorts;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.failsafe.AlertCommand.AcknowledgeIncident;
import dev.holdfast.wire.failsafe.AlertCommand.Incidents;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.BreakerChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.IncidentView;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes that alert, and a real receiver of their webhooks. */
abstract class AlertingCase {
    private final int port = FreePorts.one();
    final List<String> told = new CopyOnWriteArrayList<>();
    AlertingNodes nodes;
    HttpServer receiver;

    @BeforeEach
    void open() {
        nodes = new AlertingNodes(port);
        receive();
        nodes.start("node-1", "node-2");
        nodes.leads("node-1");
        until(() -> speaks("node-1"));
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    void receive() {
        receiver = await(nodes.vertx.createHttpServer().requestHandler(request ->
            request.body().onSuccess(body -> {
                JsonNode json = Json.read(body.toString(), JsonNode.class);
                told.add(json.path("kind").asText() + " " + json.at("/incident/id").asText() + " "
                    + json.at("/incident/cause").asText());
                request.response().end();
            })).listen(port, "127.0.0.1"));
    }

    static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(20, SECONDS).until(condition);
    }

    Incidents ask(String node) {
        return await(nodes.kit(node).bus().request(Addresses.incidents(node), new Ask(),
            Duration.ofSeconds(5)));
    }

    /** A node that does not speak yet, or any more, refuses what only the one that speaks can do. */
    boolean speaks(String node) {
        return await(nodes.kit(node).bus().request(Addresses.speaking(node),
            new AcknowledgeIncident("none", "test"), Duration.ofSeconds(5)).map(true).otherwise(false));
    }

    /** The newest incident as that node knows it is of that status, and people got so many notices of it. */
    boolean knows(String node, IncidentStatus status, int notices) {
        return ask(node).incidents().stream().limit(1)
            .anyMatch(one -> one.status() == status && one.notified() == notices);
    }

    void happens(FailsafeEvent event) {
        nodes.kit("node-2").bus().publish(Addresses.FAILSAFE, event);
    }

    static HealthChanged health(String service, HealthStatus from, HealthStatus to) {
        return new HealthChanged(service, "node-2", CheckLevel.DEEP, from, to, "it is so", Instant.now());
    }

    static BreakerChanged breaker(BreakerState from, BreakerState to) {
        return new BreakerChanged("risk.assess", "node-1", from, to, "5 in a row", null, Instant.now());
    }

    void fails(String service) {
        happens(health(service, HealthStatus.HEALTHY, HealthStatus.UNHEALTHY));
    }

    void heals(String service) {
        happens(health(service, HealthStatus.UNHEALTHY, HealthStatus.HEALTHY));
    }

    IncidentView newest(String node) {
        return ask(node).incidents().getFirst();
    }
}
