package dev.holdfast.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.health.HealthStatus;
import org.junit.jupiter.api.Test;

class IndicatorProofTest {
    @Test
    void holdsForTheLibraryThatIsThere() {
        assertThat(IndicatorProof.prove().result().status()).isEqualTo(HealthStatus.HEALTHY);
    }
}
