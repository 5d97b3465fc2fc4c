package dev.holdfast.node.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it, its node killed on the way: it comes back and still proves the books. */
class DemoIT {
    private static final Path ROOT = Path.of("../..");
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(180);

    @TempDir
    private Path dir;

    @Test
    void provesTheBooksAfterItsNodeWasKilled() throws IOException {
        try (ChildProcess demo = ChildProcess.command("demo", ROOT.toFile(), List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar",
            Path.of("target/holdfast-node.jar").toAbsolutePath().toString(), "demo", "--seconds", "60",
            "--json", "--dir", dir.resolve("demo").toString()))) {
            demo.awaitLine("Dashboard", READY);
            nodeOf(demo).destroyForcibly();
            int code = demo.awaitExit(END);
            JsonNode summary = summaryOf(demo);
            assertThat(summary.path("stateHashEqual").asBoolean()).as(demo.output()).isTrue();
            assertThat(summary.path("ledgerEqual").asBoolean()).as(demo.output()).isTrue();
            assertThat(summary.path("orders").asInt()).as(demo.output()).isPositive();
            assertThat(summary.path("fills").asInt()).isPositive();
            assertThat(summary.path("unsettledOrders").asInt()).isZero();
            assertThat(summary.path("restarts").path("node-1").asInt()).isEqualTo(1);
            assertThat(code).isZero();
        }
    }

    private static ProcessHandle nodeOf(ChildProcess demo) {
        Optional<ProcessHandle> node = ProcessHandle.of(demo.pid()).stream()
            .flatMap(ProcessHandle::children)
            .filter(child -> child.info().commandLine().orElse("").contains("holdfast-node.jar"))
            .findFirst();
        return node.orElseThrow(() -> new AssertionError("the demo has no node:\n" + demo.output()));
    }

    private static JsonNode summaryOf(ChildProcess demo) throws IOException {
        String line = demo.output().lines().filter(each -> each.startsWith("{")).reduce((a, b) -> b)
            .orElseThrow(() -> new AssertionError("no summary:\n" + demo.output()));
        return Json.mapper().readTree(line);
    }
}
