package dev.holdfast.node.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Synthetic transactions over real processes: there and back again every five seconds. */
class SyntheticIT {
    private static final Duration WAIT = Duration.ofSeconds(90);
    private static final Path CONF = Path.of("../../conf");

    @Test
    void goTheWholeWayAreFencedInAndShowWhenTheWayIsBroken(@TempDir Path dir) throws IOException {
        Path conf = copyOf(CONF, dir.resolve("conf"));
        try (RunningSystem system = new RunningSystem(dir, conf,
                List.of("failsafe.syntheticTimeout=5s"))) {
            until("four went through", () -> level(system).path("history").asText().endsWith("HHHH"));
            assertThat(level(system).path("status").asText()).isEqualTo("HEALTHY");
            assertThat(level(system).path("detail").asText()).matches(
                "filled: signal .* ms, order .* ms, venue .* ms, fill .* ms; bar to fill of \\d+: .*");
            System.out.println(level(system).path("detail").asText());

            Set<String> sides = new TreeSet<>();
            for (JsonNode order : system.gateway().items("/api/v1/orders?account=synthetic&limit=100")) {
                if (order.path("status").asText().equals("FILLED")) {
                    sides.add(order.path("side").asText());
                }
            }
            assertThat(sides).containsExactly("BUY", "SELL");
            assertThat(verdict(system, conf, 21).path("outcome").asText()).isEqualTo("HOLDS");
            assertThat(verdict(system, conf, 21).path("checked").asLong()).isGreaterThanOrEqualTo(4);

            system.stopVenue();
            until("the broken way shows", () -> level(system).path("status").asText().equals("UNHEALTHY"));
            System.out.println(level(system).path("detail").asText());
        }
    }

    private static JsonNode level(RunningSystem system) {
        for (JsonNode service : system.gateway().get("/api/v1/failsafe").path("services")) {
            if (service.path("service").asText().equals("pipeline")) {
                return service.path("levels").path(0);
            }
        }
        return Json.mapper().createObjectNode();
    }

    /** As an operator asks: on the command line, of the journal in the broker. */
    private static JsonNode verdict(RunningSystem system, Path conf, int number) {
        try (ChildProcess verify = ChildProcess.jar(RunningSystem.NODE_JAR, "verify", "--json", "--config",
                conf.toString(), "--set", "kafka.bootstrapServers=" + system.bootstrap())) {
            verify.awaitExit(WAIT);
            String json = verify.output().lines().filter(line -> line.startsWith("{")).findFirst()
                .orElseThrow(() -> new AssertionError(verify.output()));
            for (JsonNode verdict : Json.read(json.getBytes(StandardCharsets.UTF_8),
                    JsonNode.class).path("verdicts")) {
                if (verdict.path("number").asInt() == number) {
                    return verdict;
                }
            }
            throw new AssertionError(json);
        }
    }

    private static Path copyOf(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(to.resolve(file.getFileName()), Files.readString(file)
                    .replace("everySeconds: 60", "everySeconds: 5"));
            }
        }
        return to;
    }

    private static void until(String what, Callable<Boolean> condition) {
        await(what).atMost(WAIT).pollInterval(Duration.ofMillis(500))
            .ignoreExceptionsInstanceOf(Refused.class).until(condition);
    }
}
