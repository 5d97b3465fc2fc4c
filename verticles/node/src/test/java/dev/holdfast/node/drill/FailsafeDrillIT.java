package dev.holdfast.node.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The failsafe drill as a user runs it, one strike each of its quickest faults. */
class FailsafeDrillIT {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    private Path dir;

    @Test
    void seesServicesAndNodesRecoverWithoutLosingAnOrder() throws IOException {
        JsonNode result = DrillIT.drill(dir, LONGEST, "failsafe", "--times", "1", "--faults",
            "throw,kill,freeze", "--seed", "1");
        assertThat(result.path("faults")).hasSize(3);
        result.path("faults").forEach(row -> {
            assertThat(row.path("recovered").asInt()).as(row.toString()).isEqualTo(1);
            assertThat(row.path("detected").isObject()).as(row.toString()).isTrue();
        });
        assertThat(result.path("notRecovered")).isEmpty();
    }
}
