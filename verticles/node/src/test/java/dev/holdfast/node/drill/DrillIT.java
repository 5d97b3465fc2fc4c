package dev.holdfast.node.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drills as a user runs them, in small. */
class DrillIT {
    private static final Path ROOT = Path.of("../..");
    private static final Duration LONGEST = Duration.ofMinutes(8);
    /** Of each node: the folder is gone with the test. */
    private static final int SHOWN_LINES = 40;
    private static final int SHOWN_CHARACTERS = 400;

    @TempDir
    private Path dir;

    @Test
    void haltsUnderLoadAndStaysHaltedOverTheDeathOfEveryNode() throws IOException {
        JsonNode result = drill(dir, LONGEST, "halt");
        assertThat(result.path("canceled").asInt()).isPositive();
    }

    @Test
    void letsNoZombieSendItsOrderTwice() throws IOException {
        JsonNode result = drill(dir, LONGEST, "zombie");
        assertThat(result.path("zombies")).isNotEmpty();
    }

    /** Runs a drill and looks that no order was harmed; its result. */
    static JsonNode drill(Path dir, Duration longest, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
            Path.of("target/holdfast-node.jar").toAbsolutePath().toString(), "drill"));
        command.addAll(List.of(words));
        command.addAll(List.of("--json", "--dir", dir.resolve("drill").toString()));
        try (ChildProcess drill = ChildProcess.command("drill", ROOT.toFile(), command)) {
            int code = drill.awaitExit(longest);
            assertThat(code).as("%s%n%s", drill.output(), code == 0 ? "" : warnings(dir.resolve("drill")))
                .isZero();
            String line = drill.output().lines().filter(each -> each.startsWith("{")).reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError("no result:\n" + drill.output()));
            JsonNode result = Json.mapper().readTree(line);
            for (String harm : List.of("lost", "duplicated", "unresolved")) {
                assertThat(result.at("/totals/" + harm).asInt(-1)).as(harm).isZero();
            }
            assertThat(result.path("violations")).isEmpty();
            return result;
        }
    }

    /** What the nodes, and the drill's own member of their cluster, complained of last. */
    private static String warnings(Path dir) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> logs = Files.list(dir)) {
            for (Path log : Stream.concat(logs.filter(each -> each.toString().endsWith(".log")),
                Stream.of(dir.resolve("log/drill.log"))).filter(Files::exists).sorted().toList()) {
                List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")).toList();
                all.append(log.getFileName()).append('\n');
                lines.stream().skip(Math.max(0, lines.size() - SHOWN_LINES)).forEach(line ->
                    all.append(line, 0, Math.min(line.length(), SHOWN_CHARACTERS)).append('\n'));
            }
        }
        return all.toString();
    }
}
