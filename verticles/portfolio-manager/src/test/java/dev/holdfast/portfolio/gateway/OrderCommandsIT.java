package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.GatewayFixture.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.portfolio.GatewayFixture;
import dev.holdfast.portfolio.TestDesk;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.AuditEntry;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders through the real gateway, bus and journal. */
class OrderCommandsIT {
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
    void answerAgain() {
        desk.shards.refuseWith(null);
    }

    @Test
    void answersANewOrderWith201AndItsRepetitionWith200() {
        HttpResponse<String> first = submit(limit("once", "0.01", "61000.5"));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        JsonNode order = json(first);
        assertThat(order.at("/clOrdId").asText()).matches("s[0-9]{2}-once");
        assertThat(order.at("/status").asText()).isEqualTo("SUBMITTED");
        assertThat(order.at("/limitPrice").asText()).isEqualTo("61000.5");
        assertThat(order.at("/history").findValuesAsText("event")).containsExactly("OrderCreated",
            "SendAttempted");
        HttpResponse<String> again = submit(limit("once", "0.01", "61000.50"));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).at("/createdAt")).isEqualTo(order.at("/createdAt"));
        assertThat(json(desk.get("/api/v1/orders?limit=1000")).at("/items").findValuesAsText("clOrdId"))
            .containsOnlyOnce(order.at("/clOrdId").asText());
    }

    @Test
    void refusesAnotherOrderUnderTheSameName() {
        submit(limit("taken", "0.01", "61000.5"));
        HttpResponse<String> other = submit(limit("taken", "0.02", "61000.5"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(json(other).at("/detail").asText()).matches(
            "clOrdId 's[0-9]{2}-taken' already names another order");
    }

    @Test
    void answersADeniedOrderWith201AndTheReason() {
        HttpResponse<String> denied = submit(limit("large", "5", "61000.5"));
        assertThat(denied.statusCode()).isEqualTo(201);
        assertThat(json(denied).at("/status").asText()).isEqualTo("DENIED");
        assertThat(json(denied).at("/reason").asText()).startsWith("MAX_NOTIONAL: ");
    }

    @Test
    void showsFillsPositionsAndMoneyOfTheJournal() {
        ClOrdId id = new ClOrdId(json(submit(limit("filled", "0.02", "61200"))).at("/clOrdId").asText());
        trade(id, "e1", "0.01", "61200", "0.01");
        Awaitility.await().atMost(5, SECONDS).until(() -> json(desk.get("/api/v1/orders/" + id)).at("/status")
            .asText().equals("PARTIALLY_FILLED"));
        JsonNode fill = json(desk.get("/api/v1/fills?clOrdId=" + id)).at("/items/0");
        assertThat(fill.at("/notional").asText()).isEqualTo("612");
        JsonNode position = json(desk.get("/api/v1/positions?account=beta")).at("/items/0");
        assertThat(position.at("/quantity").asText()).isEqualTo("0.01");
        assertThat(position.at("/unrealised").asText()).isEqualTo("0.5005");
        JsonNode account = json(desk.get("/api/v1/accounts")).at("/items/1");
        assertThat(account.at("/cash").asText()).isEqualTo("99387.4");
        assertThat(account.at("/pnl").asText()).isEqualTo("-0.0995");
        assertThat(json(desk.get("/api/v1/status")).at("/equity").asText()).isEqualTo("199999.9005");
    }

    @Test
    void cancelsAnOrderOnceAndOnlyIfItExists() {
        String id = json(submit(limit("cancel-me", "0.01", "61000"))).at("/clOrdId").asText();
        HttpResponse<String> first = desk.delete("/api/v1/orders/" + id);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(json(first).at("/pending").asText()).isEqualTo("CANCEL");
        report(new ClOrdId(id), ExecutionReport.Kind.CANCELED, null, "0");
        Awaitility.await().atMost(5, SECONDS).until(() -> json(desk.get("/api/v1/orders/" + id)).at("/status")
            .asText().equals("CANCELED"));
        HttpResponse<String> again = desk.delete("/api/v1/orders/" + id);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).at("/detail").asText()).isEqualTo("nothing to cancel; the order is CANCELED");
        HttpResponse<String> nobody = desk.delete("/api/v1/orders/s00-nobody");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(json(nobody).at("/detail").asText()).isEqualTo("no order 's00-nobody'");
    }

    @Test
    void replacesARestingOrderOnly() {
        ClOrdId id = new ClOrdId(json(submit(limit("move-me", "0.01", "61000"))).at("/clOrdId").asText());
        String terms = "{\"quantity\":\"0.02\",\"limitPrice\":\"60900\"}";
        HttpResponse<String> tooEarly = desk.send("PUT", "/api/v1/orders/" + id, terms);
        assertThat(tooEarly.statusCode()).isEqualTo(409);
        report(id, ExecutionReport.Kind.NEW, null, "0");
        Awaitility.await().atMost(5, SECONDS).until(() -> json(desk.get("/api/v1/orders/" + id)).at("/status")
            .asText().equals("WORKING"));
        HttpResponse<String> replaced = desk.send("PUT", "/api/v1/orders/" + id, terms);
        assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(202);
        assertThat(json(replaced).at("/pending").asText()).isEqualTo("REPLACE");
    }

    @Test
    void neverCallsAMissingAnswerARejection() {
        desk.shards.refuseWith(new Refusal(Refusal.Kind.OUTCOME_UNKNOWN, "the append was not read back"));
        HttpResponse<String> unknown = submit(limit("lost", "0.01", "61000"));
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(unknown).at("/type").asText()).isEqualTo("/problems/outcome-unknown");
        assertThat(json(unknown).at("/detail").asText()).isEqualTo(
            "outcome unknown, retry with the same id: the append was not read back");
        desk.shards.refuseWith(new Refusal(Refusal.Kind.UNAVAILABLE, "shard 3 has no journal"));
        HttpResponse<String> unavailable = submit(limit("later", "0.01", "61000"));
        assertThat(unavailable.statusCode()).isEqualTo(503);
        assertThat(json(unavailable).at("/type").asText()).isEqualTo("/problems/unavailable");
        assertThat(json(unavailable).at("/detail").asText()).isEqualTo("shard 3 has no journal");
    }

    @Test
    void saysWhichShardsDidNotTakeAHalt() {
        desk.shards.refuseWith(new Refusal(Refusal.Kind.UNAVAILABLE, "no quorum"));
        HttpResponse<String> failed = desk.send("POST", "/api/v1/trading-state",
            "{\"state\":\"HALTED\",\"reason\":\"drill\"}");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(json(failed).at("/detail").asText()).isEqualTo("done on 0 of 16 shards; send it again");
        assertThat(json(failed).at("/errors/0/pointer").asText()).isEqualTo("/shards/0");
        assertThat(json(failed).at("/errors/0/message").asText()).isEqualTo("no quorum");
    }

    @Test
    void haltsAndReleasesOneAccountAndCancelsAll() {
        HttpResponse<String> halted = desk.send("POST", "/api/v1/trading-state",
            "{\"state\":\"HALTED\",\"account\":\"alpha\",\"reason\":\"drill\"}");
        assertThat(halted.statusCode()).isEqualTo(202);
        Awaitility.await().atMost(5, SECONDS).until(() -> json(desk.get("/api/v1/status")).at("/tradingState")
            .asText().equals("HALTED"));
        desk.send("POST", "/api/v1/trading-state",
            "{\"state\":\"ACTIVE\",\"account\":\"alpha\",\"reason\":\"drill over\"}");
        Awaitility.await().atMost(5, SECONDS).until(() -> json(desk.get("/api/v1/status")).at("/tradingState")
            .asText().equals("ACTIVE"));
        HttpResponse<String> all = desk.send("POST", "/api/v1/orders/cancel-all", "{}");
        assertThat(all.statusCode()).isEqualTo(202);
        assertThat(json(all).at("/items").size()).isEqualTo(16);
    }

    @Test
    void writesEveryCommandIntoTheAuditTrail() {
        List<AuditEntry> entries = new CopyOnWriteArrayList<>();
        desk.vertx.runOnContext(now -> new StreamTail<>(desk.vertx, desk.kafka.bootstrap(), Topics.AUDIT,
            new StreamTail.Listener<AuditEntry>() {
                @Override
                public void onRecord(int partition, long offset, AuditEntry entry) {
                    entries.add(entry);
                }

                @Override
                public void onCaughtUp() {
                    // What matters is only that the entries come.
                }
            }).start(Map.of()));
        submit(limit("audited", "0.01", "61000"));
        submit("{}");
        Awaitility.await().atMost(10, SECONDS).untilAsserted(() -> {
            assertThat(entries).anyMatch(e -> e.actor().equals("olga") && e.action().equals("order.submit")
                && e.subject().endsWith("-audited") && e.result().equals("done"));
            assertThat(entries).anyMatch(e -> e.action().equals("order.submit") && e.subject().equals("-")
                && e.result().equals("denied"));
        });
    }

    private static HttpResponse<String> submit(String body) {
        return desk.send("POST", "/api/v1/orders", body);
    }

    private static String limit(String clOrdId, String quantity, String price) {
        String account = clOrdId.equals("filled") ? "beta" : "alpha";
        return "{\"clOrdId\":\"" + clOrdId + "\",\"account\":\"" + account + "\",\"instrument\":\"BTCUSDT\","
            + "\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":\"" + quantity + "\",\"limitPrice\":\""
            + price + "\"}";
    }

    private static void trade(ClOrdId id, String execId, String quantity, String price, String cumulative) {
        report(id, ExecutionReport.Kind.TRADE, new Fill(execId, "v-" + id, Price.of(price),
            Quantity.of(quantity), new BigDecimal("0.6"), "USDT", false, Instant.now()), cumulative);
    }

    private static void report(ClOrdId id, ExecutionReport.Kind kind, Fill fill, String cumulative) {
        GatewayFixture.await(desk.shards.decide(id.shard(), new TakeReport(new ExecutionReport(id.text(),
            "v-" + id, TestDesk.BTC, kind, fill, Quantity.of(cumulative), null, Instant.now()))));
    }
}
