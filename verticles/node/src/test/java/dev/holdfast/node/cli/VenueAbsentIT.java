package dev.holdfast.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.portfolio.auth.PasswordHash;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import dev.holdfast.testkit.KafkaFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a venue a node starts, says what is missing, and stops cleanly; nothing dies. */
class VenueAbsentIT {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String PASSWORD = "only for this test";

    @TempDir
    Path folder;

    @Test
    void theNodeStartsDegradedAndNamesTheVenue() throws IOException {
        List<Integer> ports = FreePorts.some(3);
        String venue = "127.0.0.1:" + ports.get(2);
        Path users = folder.resolve("users.yaml");
        Files.writeString(users, "users:\n  - {name: eve, role: viewer, passwordHash: \""
            + PasswordHash.hash(PASSWORD) + "\"}\n");

        try (KafkaFixture kafka = KafkaFixture.fresh();
             ChildProcess node = ChildProcess.jar(CommandLineIT.JAR, List.of("-XX:TieredStopAtLevel=1"),
                 run("http.port=" + ports.get(0), "cluster.port=" + ports.get(1),
                     "cluster.members=127.0.0.1:" + ports.get(1), "cluster.name=venue-absent",
                     "kafka.bootstrapServers=" + kafka.bootstrap(), "venue.restUrl=http://" + venue,
                     "venue.streamUrl=ws://" + venue, "venue.wsApiUrl=ws://" + venue + "/ws-api/v3",
                     "node.dataDir=" + folder, "http.usersFile=" + users))) {
            String ready = node.awaitLine("node ready", START);

            assertThat(ready).contains(" ms http://127.0.0.1:" + ports.get(0) + " PAPER ");
            Gateway gateway = new Gateway("http://127.0.0.1:" + ports.get(0), "eve", PASSWORD);
            Awaitility.await().atMost(START).untilAsserted(() -> {
                JsonNode marketData = service(gateway, "market-data");
                assertThat(marketData.path("status").asText()).isNotEqualTo("HEALTHY");
                assertThat(marketData.path("detail").asText()).contains(venue);
            });
            assertThat(node.stop(START)).isEqualTo(143);
        }
    }

    private static String[] run(String... settings) {
        List<String> arguments = new ArrayList<>(List.of("run", "--config", "../../conf"));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return arguments.toArray(String[]::new);
    }

    private static JsonNode service(Gateway gateway, String name) {
        return StreamSupport.stream(gateway.items("/api/v1/services").spliterator(), false)
            .filter(each -> name.equals(each.path("service").asText())).findFirst().orElseThrow();
    }
}
