package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.GatewayFixture.await;
import static dev.holdfast.portfolio.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.portfolio.GatewayFixture;
import dev.holdfast.portfolio.TestDesk;
import dev.holdfast.portfolio.TestFailsafe;
import dev.holdfast.portfolio.gateway.Gateway.Parts;
import dev.holdfast.portfolio.registry.ServiceRegistry;
import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.failsafe.StateView;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.CheckpointList;
import dev.holdfast.wire.view.PerformanceView;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway keeps to its contract: the same routes, and answers of the promised form. */
class ContractIT {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static GatewayFixture desk;
    private static OpenAPIContract contract;
    private static ResponseValidator validator;

    @BeforeAll
    static void open() throws IOException {
        desk = new GatewayFixture();
        contract = await(OpenAPIContract.from(desk.vertx, readable().toString()));
        validator = ResponseValidator.create(desk.vertx, contract);
        Instant minute = Instant.parse("2026-01-31T12:00:00Z");
        Price price = Price.of("61250");
        desk.kit.bus().publish(Addresses.BAR, new Bar(TestDesk.BTC, BarInterval.MINUTE, minute, price, price,
            price, price, Quantity.of("1.5"), 3, MarketCondition.LIVE));
        desk.kit.bus().serve(Addresses.PERFORMANCE, query -> Future.succeededFuture(new PerformanceView(
            query.from(), query.to(), Money.of("-12.5"), new BigDecimal("0.1"), Money.ZERO, 3, 2, 1, null,
            null, null, null)));
        desk.kit.bus().serve(Addresses.failsafeView("node-1"),
            ask -> Future.succeededFuture(TestFailsafe.VIEW));
        FailsafeView.Checkpoint kept = new FailsafeView.Checkpoint("checkpoint-20260131T120000.000Z", minute,
            17, true, "in folder checkpoints");
        desk.kit.bus().serve(Addresses.CHECKPOINTS, ask ->
            Future.succeededFuture(new CheckpointList(List.of(kept))));
        desk.kit.bus().serve(Addresses.stateView("node-1"), ask -> Future.succeededFuture(
            new StateView("node-1", true, List.of(new StateView.Line("execution", "shard 3",
                "execution.journal.v1/3", 12L, 4, minute, "ACTIVE")), minute)));
        desk.kit.bus().serve(Addresses.TAKE_CHECKPOINT, ask -> Future.succeededFuture(kept));
        desk.kit.bus().serve(Addresses.incidents("node-1"),
            ask -> Future.succeededFuture(TestFailsafe.INCIDENTS));
        desk.kit.bus().serve(Addresses.alerting("node-1"), command -> Future.succeededFuture(
            new AlertCommand.Reply(new Ack(), "I-1")));
        desk.send("POST", "/api/v1/orders", "{\"clOrdId\":\"contract\",\"account\":\"alpha\","
            + "\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":\"0.01\"}");
        Awaitility.await().until(() -> json(desk.get("/api/v1/equity")).at("/items").size() > 0);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void servesExactlyTheRoutesOfTheContract() {
        Gateway gateway = new Gateway(desk.vertx, desk.kit, new Parts(new StateStore(desk.kit.config()),
            new ServiceRegistry(desk.kit.config().failsafe().health().rule()), null, null, null,
            new HealthRoutes(desk.vertx, desk.kit.health(), Map.of()), null));
        Set<String> served = new TreeSet<>();
        gateway.router().getRoutes().stream()
            .filter(route -> route.getPath() != null && !route.getPath().endsWith("/"))
            .filter(route -> route.methods() != null)
            .forEach(route -> route.methods().forEach(method ->
                served.add(method + " " + route.getPath().replaceAll(":([A-Za-z]+)", "{$1}"))));
        Set<String> promised = contract.operations().stream()
            .map(operation -> operation.getHttpMethod() + " " + operation.getOpenAPIPath())
            .collect(Collectors.toCollection(TreeSet::new));
        assertThat(served).isEqualTo(promised);
    }

    @ParameterizedTest
    @CsvSource({"status, status", "services, services", "orders, orders", "fills, fills",
        "positions, positions", "accounts, accounts", "candles?instrument=BTCUSDT&interval=MINUTE, candles",
        "equity, equity", "performance, performance", "shards, shards", "shards?hash=true, shards",
        "breaks?open=true, breaks", "checkpoints, checkpoints", "checkpoints?x=1, checkpoints",
        "state, state", "session, who", "incidents, incidents", "incidents?open=no, incidents",
        "incidents/I-1, incident", "incidents/I-9, incident", "failsafe, failsafe", "failsafe?x=1, failsafe",
        "breakers, breakers",
        "orders?limit=0, orders", "orders/s00-nobody, order"})
    void answersInThePromisedForm(String path, String operationId) {
        check(desk.get("/api/v1/" + path), operationId);
    }

    @Test
    void answersCommandsInThePromisedForm() {
        HttpResponse<String> order = desk.send("POST", "/api/v1/orders", "{\"clOrdId\":\"formal\","
            + "\"account\":\"alpha\",\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\","
            + "\"quantity\":\"0.01\",\"limitPrice\":\"61000\"}");
        check(order, "submitOrder");
        check(desk.delete("/api/v1/orders/" + json(order).at("/clOrdId").asText()), "cancelOrder");
        check(desk.send("POST", "/api/v1/orders", "{}"), "submitOrder");
        check(desk.send("POST", "/api/v1/orders/cancel-all", "{}"), "cancelAll");
        check(desk.send("POST", "/api/v1/trading-state", "{\"state\":\"ACTIVE\",\"reason\":\"test\"}"),
            "setTradingState");
        check(desk.send("POST", "/api/v1/flatten", "{\"account\":\"beta\"}"), "flatten");
        check(desk.send("POST", "/api/v1/orders/s00-nobody/resolution", "{}"), "resolveOrder");
        check(desk.send("POST", "/api/v1/checkpoints", "{}"), "takeCheckpoint");
        check(desk.send("POST", "/api/v1/checkpoints", "{\"at\":1}"), "takeCheckpoint");
        check(desk.send("POST", "/api/v1/incidents/I-1/acknowledge", "{}"), "acknowledgeIncident");
        check(desk.send("POST", "/api/v1/incidents/I-9/acknowledge", "{}"), "acknowledgeIncident");
        check(desk.send("POST", "/api/v1/silences",
            "{\"until\":\"2126-01-31T12:00:00Z\",\"why\":\"test\"}"), "silence");
        check(desk.send("POST", "/api/v1/silences", "{}"), "silence");
        check(desk.delete("/api/v1/silences/S-1"), "endSilence");
        desk.get("/api/v1/performance");
        check(desk.sendAs("olga", "POST", "/api/v1/breakers/node-1/persistence.query",
            "{\"state\":\"AUTO\",\"reason\":\"test\"}"), "forceBreaker");
        check(desk.send("POST", "/api/v1/breakers/node-1/nothing", "{}"), "forceBreaker");
        check(desk.get("/health/ready"), "ready");
        check(desk.send("PUT", "/api/v1/orders/" + json(order).at("/clOrdId").asText(), "{}"),
            "replaceOrder");
    }

    @Test
    void servesTheContractItself() {
        HttpResponse<String> text = desk.get("/api/v1/openapi.yaml");
        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(text.body()).startsWith("openapi: 3.1.0");
    }

    private static void check(HttpResponse<String> answer, String operationId) {
        Operation operation = contract.operation(operationId);
        assertThat(operation.getResponse(answer.statusCode())).as(answer.toString()).isNotNull();
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        assertThat(type).isEqualTo(answer.statusCode() < 400 ? JSON : PROBLEM);
        assertThat(await(validator.validate(ValidatableResponse.create(answer.statusCode(),
            Buffer.buffer(answer.body()), JSON), operationId)).getBody()).isNotNull();
    }

    /** The same contract with every body under the only name by which the validator reads one. */
    private static Path readable() throws IOException {
        String text = Contract.TEXT.replace(PROBLEM, JSON).replace("text/event-stream", JSON)
            .replace("application/yaml", JSON);
        return Files.writeString(Path.of("target", "contract-it.yaml").toAbsolutePath(), text);
    }
}
