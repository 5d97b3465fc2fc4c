package dev.holdfast.node.drill.failsafe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.node.drill.failsafe.Acceptance.Answer;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private final Acceptance acceptance = new Acceptance();

    @Test
    void isUnknownWhereNothingWasSent() {
        acceptance.add(new Answer(99, 100, true));
        assertThat(acceptance.percent(100, 200)).isNull();
    }

    @Test
    void countsWhatWasSentWithinTheTimeAndAcceptedWithinTwoSeconds() {
        acceptance.add(new Answer(100, 2_100, true));
        acceptance.add(new Answer(150, 2_151, true));
        acceptance.add(new Answer(200, 210, false));
        acceptance.add(new Answer(180, 190, true));
        acceptance.add(new Answer(201, 202, false));
        assertThat(acceptance.percent(100, 200)).isEqualTo(50.0);
    }
}
