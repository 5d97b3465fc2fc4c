package dev.holdfast.node.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.wire.Json;
import java.io.File;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person steps in by command line, over real processes (requirement D5). */
class OperatorVerbsIT {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path dir) {
        system = new RunningSystem(dir);
        await().atMost(WAIT).ignoreExceptionsInstanceOf(Refused.class).until(() ->
            system.gateway().get("/api/v1/status").path("quotes").findValuesAsText("condition")
                .contains("LIVE"));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void flattensAnAccountHaltsTheDeskAndLetsItGoOn() {
        system.gateway().post("/api/v1/orders", "{\"clOrdId\":\"verbs-1\",\"account\":\"manual\","
            + "\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":\"0.5\"}");
        await().atMost(WAIT).until(() -> held().signum() > 0);

        JsonNode flat = verb(0, "flatten", "--account", "manual", "--wait", "--json");
        assertThat(flat.path("cameAbout").asBoolean()).isTrue();
        // The closing order is sent at the desk's next step, which may be before the acknowledgment is back.
        Duration lastSend = Duration.between(Instant.parse(flat.path("acknowledgedAt").asText()), lastSend());
        assertThat(flat.path("lastSendMillis").asText())
            .isEqualTo(lastSend.isPositive() ? "" + lastSend.toMillis() : "null");
        assertThat(held()).isEqualByComparingTo("0");

        JsonNode halt = verb(0, "halt", "--wait", "--json", "--reason", "drill");
        assertThat(halt.path("openOrders").asInt()).isZero();
        assertThat(halt.path("lastSendMillis").isNull()).isTrue();
        assertThat(verb(0, "halt", "--json").path("cameAbout").asBoolean()).isTrue();
        assertThat(text(2, "flatten", "--account", "manual")).contains("trading is halted");
        assertThat(text(2, "halt", "--account", "nobody")).contains("unknown account 'nobody'");

        assertThat(verb(0, "stop-entries", "--wait", "--json").path("tookMillis").isNumber()).isTrue();
        assertThat(text(0, "resume", "--wait")).startsWith("resume all accounts: trading again after ");
        assertThat(text(0, "cancel-all", "--wait"))
            .startsWith("cancel-all all accounts: every order that was open has ended");
    }

    @Test
    void holdsTheBreakerOfTheVenueOpenSoThatAnOrderWaitsAndIsSentAfterwards() {
        assertThat(text(0, "breaker", "open", "node-1", "venue.place", "--reason", "drill"))
            .contains("venue.place on node-1: OPEN");
        JsonNode order = Json.read(system.gateway().post("/api/v1/orders", "{\"clOrdId\":\"held-1\","
            + "\"account\":\"manual\",\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"MARKET\","
            + "\"quantity\":\"0.01\"}").getBytes(StandardCharsets.UTF_8), JsonNode.class);
        assertThat(order.path("status").asText()).isEqualTo("QUEUED");
        text(0, "breaker", "close", "node-1", "venue.place");
        String path = "/api/v1/orders/" + order.path("clOrdId").asText();
        await().atMost(WAIT).until(() ->
            system.gateway().get(path).path("status").asText().equals("FILLED"));
        text(0, "breaker", "auto", "node-1", "venue.place");
        assertThat(text(0, "breaker", "list")).contains("venue.place").doesNotContain("held by an operator");
        assertThat(text(2, "breaker", "open", "node-1", "nothing")).contains("no breaker 'nothing'");
    }

    private static BigDecimal held() {
        for (JsonNode position : system.gateway().items("/api/v1/positions?account=manual")) {
            if (position.path("instrument").asText().equals("BTCUSDT")) {
                return new BigDecimal(position.path("quantity").asText());
            }
        }
        return BigDecimal.ZERO;
    }

    private static Instant lastSend() {
        return system.gateway().items("/api/v1/orders?account=manual").findValues("history").stream()
            .flatMap(history -> StreamSupport.stream(history.spliterator(), false))
            .filter(step -> step.path("event").asText().equals("SendAttempted"))
            .map(step -> Instant.parse(step.path("at").asText()))
            .max(Comparator.naturalOrder()).orElseThrow();
    }

    private static JsonNode verb(int expected, String... arguments) {
        return Json.read(text(expected, arguments).getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static String text(int expected, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "HOLDFAST_PASSWORD=" + RunningSystem.PASSWORD,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "-jar", "target/holdfast-node.jar"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--url", system.url(), "--user", RunningSystem.USER));
        try (ChildProcess child = ChildProcess.command("verb", new File("."), command)) {
            int code = child.awaitExit(WAIT);
            assertThat(code).as(child.output()).isEqualTo(expected);
            return child.output();
        }
    }
}
