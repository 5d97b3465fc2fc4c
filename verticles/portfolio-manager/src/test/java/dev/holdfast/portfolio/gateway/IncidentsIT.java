package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.GatewayFixture.await;
import static dev.holdfast.portfolio.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.portfolio.GatewayFixture;
import dev.holdfast.portfolio.TestFailsafe;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.failsafe.AlertCommand.AcknowledgeIncident;
import dev.holdfast.wire.failsafe.AlertCommand.AddSilence;
import dev.holdfast.wire.failsafe.AlertCommand.EndSilence;
import dev.holdfast.wire.failsafe.AlertCommand.Reply;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.DeskFigures;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Incidents and silences at the gateway. */
class IncidentsIT {
    private static final String ACKNOWLEDGE = "/api/v1/incidents/I-1/acknowledge";
    private static final String SILENCES = "/api/v1/silences";
    private static final Reply DONE = new Reply(new Ack(), "I-1");
    private static GatewayFixture desk;
    private final List<MessageConsumer<Buffer>> served = new ArrayList<>();
    private final List<AlertCommand> told = new ArrayList<>();

    @BeforeAll
    static void open() {
        desk = new GatewayFixture();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @AfterEach
    void unserve() {
        served.forEach(consumer -> await(consumer.unregister()));
    }

    private void alerting(String node, Function<AlertCommand, Future<Reply>> answer) {
        served.add(desk.kit.bus().serve(Addresses.incidents(node),
            ask -> Future.succeededFuture(TestFailsafe.INCIDENTS)));
        served.add(desk.kit.bus().serve(Addresses.alerting(node), command -> {
            told.add(command);
            return answer.apply(command);
        }));
        served.forEach(consumer -> await(consumer.completion()));
    }

    @Test
    void listsThemWithTheNoiseAndTheSilences() {
        alerting("node-1", command -> Future.succeededFuture(DONE));
        HttpResponse<String> answer = desk.get("/api/v1/incidents?open=true&limit=5");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/items/0/id").asText()).isEqualTo("I-1");
        assertThat(json(answer).at("/silences/0/id").asText()).isEqualTo("S-1");
        assertThat(json(answer).at("/noise/symptoms").asLong()).isEqualTo(12);
        assertThat(desk.get("/api/v1/incidents/I-2").statusCode()).isEqualTo(404);
    }

    @Test
    void acknowledgesInTheNameOfTheOperator() {
        alerting("node-1", command -> Future.succeededFuture(DONE));
        HttpResponse<String> answer = desk.send("POST", ACKNOWLEDGE, "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/id").asText()).isEqualTo("I-1");
        assertThat(told).containsExactly(new AcknowledgeIncident("I-1", "olga"));
    }

    @Test
    void saysWhyItWasNotDone() {
        alerting("node-1", command -> Future.succeededFuture(new Reply(new Ack("I-1 is over"), null)));
        HttpResponse<String> answer = desk.send("POST", ACKNOWLEDGE, "{}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).at("/detail").asText()).isEqualTo("I-1 is over");
    }

    @Test
    void leavesItToOperators() {
        alerting("node-1", command -> Future.succeededFuture(DONE));

        assertThat(desk.sendAs("vera", "POST", ACKNOWLEDGE, "{}").statusCode()).isEqualTo(403);
        assertThat(told).isEmpty();
    }

    @Test
    void silencesUntilATime() {
        alerting("node-1", command -> Future.succeededFuture(new Reply(new Ack(), "S-2")));
        Instant until = Instant.now().plusSeconds(3_600);
        HttpResponse<String> answer = desk.send("POST", SILENCES, """
            {"cause": "node-down", "node": "node-2", "until": "%s", "why": "new disk", "kind": "MAINTENANCE"}
            """.formatted(until));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).at("/id").asText()).isEqualTo("S-2");
        assertThat(told).singleElement().isInstanceOfSatisfying(AddSilence.class, add -> {
            assertThat(add.silence().maintenance()).isTrue();
            assertThat(add.silence().service()).isEqualTo("*");
            assertThat(add.silence().until()).isEqualTo(until);
            assertThat(add.silence().by()).isEqualTo("olga");
        });
    }

    @Test
    void namesEverythingThatIsWrongWithASilence() {
        alerting("node-1", command -> Future.succeededFuture(DONE));
        HttpResponse<String> answer = desk.send("POST", SILENCES,
            "{\"cause\":\"node-dwon\",\"node\":\"Node 2\",\"from\":\"now\",\"x\":1}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/errors")).extracting(error -> error.at("/pointer").asText())
            .containsExactlyInAnyOrder("/cause", "/node", "/from", "/until", "/why", "/x");
        assertThat(told).isEmpty();
    }

    @Test
    void endsASilence() {
        alerting("node-1", command -> Future.succeededFuture(new Reply(new Ack(), "S-1")));

        assertThat(desk.delete(SILENCES + "/S-1").statusCode()).isEqualTo(200);
        assertThat(told).containsExactly(new EndSilence("S-1", "olga"));
    }

    @Test
    void asksTheNextNodeWhereItIsCertainThatNothingWasDone() {
        desk.cluster.hears("node-2", false);
        alerting("node-1", command -> Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE, "mute")));
        alerting("node-2", command -> Future.succeededFuture(DONE));

        assertThat(desk.send("POST", ACKNOWLEDGE, "{}").statusCode()).isEqualTo(200);
        assertThat(told).hasSize(2);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhereItMayHaveBeenDone() {
        desk.cluster.hears("node-2", false);
        alerting("node-1", command -> Future.failedFuture(new IllegalStateException("broke half way")));
        alerting("node-2", command -> Future.succeededFuture(DONE));
        HttpResponse<String> answer = desk.send("POST", ACKNOWLEDGE, "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).at("/type").asText()).isEqualTo("/problems/outcome-unknown");
        assertThat(told).hasSize(1);
    }

    @Test
    void showsWhatTheNodeThatSpeaksKnows() {
        AlertCommand.Incidents of = TestFailsafe.INCIDENTS;
        AlertCommand.Incidents follower = new AlertCommand.Incidents("node-1", "node-2", of.incidents(),
            List.of(), new AlertCommand.Noise(0, 0, 0, 0, 0, 0, 0, 0), of.at());
        served.add(desk.kit.bus().serve(Addresses.incidents("node-1"),
            ask -> Future.succeededFuture(follower)));
        served.forEach(consumer -> await(consumer.completion()));
        assertThat(json(desk.get("/api/v1/incidents")).at("/noise/symptoms").asLong()).isZero();
        alerting("node-2", command -> Future.succeededFuture(DONE));

        assertThat(json(desk.get("/api/v1/incidents")).at("/noise/symptoms").asLong()).isEqualTo(12);
    }

    @Test
    void saysThatNobodyAlerts() {
        assertThat(json(desk.get("/api/v1/incidents")).at("/type").asText())
            .isEqualTo("/problems/unavailable");
    }

    @Test
    void countsAnswersForTheAlerting() {
        DeskFigures before = figures();
        desk.send("POST", "/api/v1/orders", "{\"clOrdId\":\"figures\",\"account\":\"alpha\","
            + "\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":\"0.01\"}");

        assertThat(figures().live()).isTrue();
        assertThat(figures().answers()).isEqualTo(before.answers() + 1);
        assertThat(figures().openBreaks()).isZero();
    }

    private static DeskFigures figures() {
        return await(desk.kit.bus().request(Addresses.deskFigures("node-1"), new Ask(),
            Duration.ofSeconds(3)));
    }
}
