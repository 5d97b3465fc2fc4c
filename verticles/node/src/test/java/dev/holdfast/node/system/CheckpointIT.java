package dev.holdfast.node.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.S3Server;
import dev.holdfast.wire.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of a busy system in real processes, in a folder and in a real S3 server. */
class CheckpointIT {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static S3Server s3;
    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path dir) {
        s3 = new S3Server(dir.resolve("s3"));
        system = new RunningSystem(dir, List.of("s3.bucket=" + S3Server.BUCKET, "s3.endpoint="
            + s3.endpoint(), "s3.accessKey=" + S3Server.ACCESS_KEY, "s3.secret=" + S3Server.SECRET,
            "checkpoint.every=0s"));
        awaitMarket();
    }

    @AfterAll
    static void stop() {
        system.close();
        s3.close();
    }

    @Test
    void leadsToTheStateOfAFullReplayAndSurvivesTheLossOfTheDataFolder() throws IOException {
        trade("early", 8);
        JsonNode first = json(0, "checkpoint", "create", "--json", "--url", system.url(), "--user",
            RunningSystem.USER);
        assertThat(first.path("verified").asBoolean()).isTrue();
        assertThat(first.path("detail").asText()).contains("folder", "s3 checkpoints/holdfast");
        trade("middle", 8);
        Instant middle = Instant.now();
        trade("late", 8);

        JsonNode then = restore(middle.toString());
        assertThat(then.path("checkpoint").asText()).isEqualTo(first.path("checkpoint").asText());
        assertThat(then.path("records").asLong()).isBetween(20L, then.at("/proof/records").asLong() - 20);
        assertThat(then.at("/proof/equal").asBoolean()).isTrue();
        JsonNode now = restore("now");
        assertThat(now.at("/proof/equal").asBoolean()).isTrue();
        assertThat(now.at("/shards").findValuesAsText("stateHash"))
            .isNotEqualTo(then.at("/shards").findValuesAsText("stateHash"));
        assertThat(json(0, with("checkpoint", "verify", "--json")).at("/items")
            .findValuesAsText("store")).hasSize(2);

        system.killNode();
        delete(system.data());
        system.startNode();
        awaitMarket();
        assertThat(Files.readString(system.data().resolve("log/node.log")))
            .contains("16 of 16 shards begin from " + first.path("checkpoint").asText() + " of s3");
        await().atMost(WAIT).untilAsserted(() ->
            assertThat(system.gateway().get("/api/v1/orders?limit=1000").findValuesAsText("clOrdId"))
                .anyMatch(id -> id.endsWith("early-3")).anyMatch(id -> id.endsWith("late-3")));
        trade("after", 5);
        assertThat(restore("now").at("/proof/equal").asBoolean()).isTrue();
    }

    private static JsonNode restore(String at) {
        return json(0, with("checkpoint", "restore", "--prove", "--json", "--at", at));
    }

    private static void trade(String name, int count) {
        for (int number = 0; number < count; number++) {
            system.gateway().post("/api/v1/orders", "{\"clOrdId\":\"" + name + "-" + number
                + "\",\"account\":\"manual\",\"instrument\":\"BTCUSDT\",\"side\":\""
                + (number % 2 == 0 ? "BUY" : "SELL") + "\",\"type\":\"MARKET\",\"quantity\":\"0.01\"}");
        }
    }

    private static void awaitMarket() {
        await().atMost(WAIT).ignoreExceptionsInstanceOf(Refused.class).until(() ->
            system.gateway().get("/api/v1/status").path("quotes").findValuesAsText("condition")
                .contains("LIVE") && accepting());
    }

    private static boolean accepting() {
        for (JsonNode shard : system.gateway().items("/api/v1/shards")) {
            if (!shard.path("accepting").asBoolean()) {
                return false;
            }
        }
        return true;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String[] with(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(system.configuration());
        return all.toArray(String[]::new);
    }

    private static JsonNode json(int expected, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "HOLDFAST_PASSWORD=" + RunningSystem.PASSWORD,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "-jar", "target/holdfast-node.jar"));
        command.addAll(List.of(arguments));
        try (ChildProcess child = ChildProcess.command("checkpoint", new File("."), command)) {
            int code = child.awaitExit(WAIT);
            assertThat(code).as(child.output()).isEqualTo(expected);
            String line = child.output().lines().filter(each -> each.startsWith("{")).findFirst()
                .orElseThrow(() -> new AssertionError(child.output()));
            return Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }
    }
}
