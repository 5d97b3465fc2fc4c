package dev.holdfast.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.wire.Json;
import dev.holdfast.wire.failsafe.FailsafeView.Chain;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackCommandTest {
    @Test
    void showsTheServingTierAmongAllAndWhyItIsNotTheFirst() {
        assertThat(line("venue", "it begins")).isEqualTo(
            "node-1     market-data  [venue] > backup > cache   since 2026-01-05T10:00:00Z");
        assertThat(line("backup", "venue is unfit: no route")).isEqualTo(
            "node-1     market-data  venue > [backup] > cache   since 2026-01-05T10:00:00Z,"
                + " as venue is unfit: no route");
    }

    private static String line(String tier, String why) {
        return FallbackCommand.line(Json.mapper().valueToTree(new Chain("market-data", "node-1",
            List.of("venue", "backup", "cache"), tier, why, Instant.parse("2026-01-05T10:00:00Z"))));
    }
}
