package dev.holdfast.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.failsafe.IncidentView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code holdfast incidents} and {@code holdfast silence}, against what a gateway answers. */
class IncidentsCommandTest {
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");
    private final List<String> asked = new ArrayList<>();
    private final StringWriter err = new StringWriter();
    private IncidentStatus status = IncidentStatus.OPEN;
    private HttpServer gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::answer);
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        byte[] answer = answer(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String answer(String path) {
        return switch (path) {
            case "/api/v1/incidents" -> "{\"items\":[" + Json.text(incident()) + "],\"silences\":[],"
                + "\"noise\":{\"symptoms\":40,\"notices\":2,\"selfHealed\":3},\"speaker\":\"node-1\"}";
            case "/api/v1/incidents/I-12" -> Json.text(incident());
            default -> "{\"id\":\"S-3\"}";
        };
    }

    private IncidentView incident() {
        return new IncidentView("I-12", "node-down node-2", "node node-2 is down", Severity.PAGE, status,
            List.of("risk"), List.of("node-2"), AT, AT, AT, status == IncidentStatus.RESOLVED
            ? AT.plusMillis(1_500) : null, 7, 1, null, null, "docs/runbooks/node-down.md",
            List.of(new IncidentView.Symptom("heartbeat", "*", "node-2", "node-down node-2", Severity.PAGE,
                "silent", AT, AT)), List.of(), List.of(new IncidentView.Line(AT, "detected")));
    }

    private String run(int exitCode, String... args) {
        CommandLine line = Cli.commandLine().setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", "http://127.0.0.1:" + gateway.getAddress().getPort()));
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(line.execute(all.toArray(String[]::new))).as(err.toString()).isEqualTo(exitCode);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void listsThemAndFailsWhileSomebodyIsCalledInVain() {
        assertThat(run(ExitCode.CHECK_FAILED, "incidents", "list", "--open"))
            .contains("I-12", "PAGE", "OPEN", "node node-2 is down, since 2026-01-05T10:00:00Z")
            .contains("40 symptoms led to 2 notices, 3 healed by themselves; told by node-1");
        assertThat(asked).containsExactly("GET /api/v1/incidents?limit=100&open=true ");
    }

    @Test
    void succeedsWhereAllIsOver() {
        status = IncidentStatus.RESOLVED;

        assertThat(run(ExitCode.OK, "incidents", "list")).contains("RESOLVED", "for 1500 ms");
    }

    @Test
    void showsTheOpenOnesWithoutASubcommand() {
        assertThat(run(ExitCode.OK, "incidents")).contains("I-12");
    }

    @Test
    void showsAllOfOne() throws IOException {
        assertThat(run(ExitCode.OK, "incidents", "show", "I-12")).contains("docs/runbooks/node-down.md",
            "heartbeat", "detected");
        JsonNode json = Json.mapper().readTree(run(ExitCode.OK, "incidents", "show", "I-12", "--json"));
        assertThat(json.path("id").asText()).isEqualTo("I-12");
    }

    @Test
    void acknowledges() {
        assertThat(run(ExitCode.OK, "incidents", "ack", "I-12")).isEqualToIgnoringNewLines(
            "I-12 is acknowledged");
        assertThat(asked).containsExactly("POST /api/v1/incidents/I-12/acknowledge {}");
    }

    @Test
    void silencesForAWhile() throws IOException {
        assertThat(run(ExitCode.OK, "silence", "--node", "node-2", "--maintenance", "--for", "2h", "--why",
            "new disk")).startsWith("S-3 holds until ");
        String request = asked.getFirst();
        assertThat(request).startsWith("POST /api/v1/silences ");
        JsonNode body = Json.mapper().readTree(request.substring("POST /api/v1/silences ".length()));
        assertThat(body.path("kind").asText()).isEqualTo("MAINTENANCE");
        assertThat(body.path("cause").asText()).isEqualTo("*");
        assertThat(body.path("node").asText()).isEqualTo("node-2");
        assertThat(Duration.between(Instant.now(), Instant.parse(body.path("until").asText())))
            .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(120));
    }

    @Test
    void saysWhatATimeLooksLike() {
        run(ExitCode.BAD_INPUT, "silence", "--for", "2", "--why", "x");

        assertThat(err.toString()).contains("--for: found '2'").contains("Fix: write 30m");
        assertThat(asked).isEmpty();
    }
}
