package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreePortsTest {
    private static final int FIRST_OUTGOING = 32_768;

    @Test
    void areDifferentAndNoneIsOneThatAnOutgoingConnectionMayTake() {
        assertThat(FreePorts.some(100)).doesNotHaveDuplicates()
            .allSatisfy(port -> assertThat(port).isBetween(1_024, FIRST_OUTGOING - 1));
    }
}
