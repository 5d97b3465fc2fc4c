package dev.holdfast.node.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirement A3.4 over real processes: a venue and a backup that are killed, and a node that trades on. */
class PriceTiersIT {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration CALM = Duration.ofSeconds(6);

    private final int backupPort = FreePorts.one();
    private ChildProcess backup;
    private RunningSystem system;

    @BeforeEach
    void start(@TempDir Path dir) {
        backup = RunningSystem.otherVenue(backupPort);
        system = new RunningSystem(dir, List.of("venue.backup.restUrl=http://127.0.0.1:" + backupPort,
            "venue.backup.streamUrl=ws://127.0.0.1:" + backupPort, "marketData.fallAfter=1s",
            "marketData.returnAfter=" + CALM.toSeconds() + "s"));
        awaitPrices("venue", "VENUE", "LIVE");
        awaitTier("signal", "rules");
        awaitTier("execution", "venue");
    }

    @AfterEach
    void stop() {
        system.close();
        backup.close();
    }

    @Test
    void fallsToTheBackupAndThenToTheLastPricesAndHoldsItsSignals() {
        system.stopVenue();
        awaitPrices("backup", "BACKUP", "LIVE");
        awaitTier("execution", "queue");
        String bid = quote().path("bid").asText();
        await().atMost(WAIT).until(() -> !quote().path("bid").asText().equals(bid));
        awaitTier("signal", "rules");
        assertThat(order("on-backup")).contains("\"QUEUED\"");

        backup.kill();
        awaitPrices("cache", "CACHE", "STALE");
        awaitTier("signal", "hold");
        await().atMost(WAIT).until(() -> signals().matches("[0-9]+ signals by hold"));
        String told = signals();
        long age = quote().path("ageMillis").asLong();
        await().atMost(WAIT).until(() -> quote().path("ageMillis").asLong() > age + 3_000);
        assertThat(signals()).isEqualTo(told);
        assertThat(order("on-cache")).contains("\"DENIED\"", "NO_LIVE_MARKET");

        backup = RunningSystem.otherVenue(backupPort);
        awaitPrices("backup", "BACKUP", "LIVE");
        awaitTier("signal", "rules");
    }

    @Test
    void returnsToTheVenueOnceItsProbesWereGoodForTheCalm() {
        system.stopVenue();
        awaitPrices("backup", "BACKUP", "LIVE");
        Instant back = Instant.now();
        system.startVenue();
        awaitPrices("venue", "VENUE", "LIVE");
        awaitTier("execution", "venue");
        JsonNode chain = chain("market-data");
        assertThat(chain.path("why").asText()).matches("venue is fit: [0-9]+ good probes in a row");
        assertThat(Duration.between(back, Instant.parse(chain.path("since").asText())))
            .isGreaterThanOrEqualTo(CALM);
    }

    private void awaitPrices(String tier, String source, String condition) {
        awaitTier("market-data", tier);
        await().atMost(WAIT).untilAsserted(() -> {
            assertThat(quote().path("source").asText()).isEqualTo(source);
            assertThat(quote().path("condition").asText()).isEqualTo(condition);
        });
    }

    private void awaitTier(String name, String tier) {
        await().atMost(WAIT).ignoreExceptionsInstanceOf(Refused.class).untilAsserted(() ->
            assertThat(tier(name)).as(chain(name).toString()).isEqualTo(tier));
    }

    private String tier(String name) {
        return chain(name).path("tier").asText();
    }

    private JsonNode chain(String name) {
        for (JsonNode each : system.gateway().get("/api/v1/failsafe").path("chains")) {
            if (each.path("chain").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no chain " + name);
    }

    private JsonNode quote() {
        return system.gateway().get("/api/v1/status").path("quotes").path(0);
    }

    /** What the gateway answers to a new order. */
    private String order(String name) {
        return system.gateway().post("/api/v1/orders", "{\"clOrdId\":\"" + name + "\",\"account\":\"manual\","
            + "\"instrument\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":\"0.5\"}");
    }

    /** How many signals went out since the start, and by which tier. */
    private String signals() {
        for (JsonNode each : system.gateway().items("/api/v1/services")) {
            if (each.path("service").asText().equals("signal")) {
                String detail = each.path("detail").asText();
                return detail.substring(detail.indexOf("warm, ") + "warm, ".length()).split(",")[0];
            }
        }
        throw new AssertionError("no signal service");
    }
}
