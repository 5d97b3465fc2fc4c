package dev.holdfast.binance.net;

import static dev.holdfast.binance.net.RateGate.Kind.ORDER;
import static dev.holdfast.binance.net.RateGate.Kind.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateGateTest {
    private static final long SECOND = 1_000_000_000L;
    private final RateGate gate = new RateGate(2);

    @Test
    void boundsEachKindApart() {
        assertThat(gate.enter(ORDER, 0)).isNull();
        assertThat(gate.enter(ORDER, 0)).isNull();
        assertThat(gate.enter(ORDER, 0)).contains("2 requests are under way");
        assertThat(gate.enter(QUESTION, 0)).isNull();
        gate.leave(ORDER);
        assertThat(gate.enter(ORDER, 0)).isNull();
        assertThat(gate.inFlight(ORDER)).isEqualTo(2);
    }

    @Test
    void waitsAsLongAsTheVenueSays() {
        gate.answered(429, 3, 0);
        assertThat(gate.enter(ORDER, 3 * SECOND - 1)).contains("said to wait");
        assertThat(gate.enter(QUESTION, 3 * SECOND - 1)).contains("said to wait");
        assertThat(gate.enter(ORDER, 3 * SECOND)).isNull();
    }

    @Test
    void waitsAWindowOrABanWhenTheVenueNamesNoTime() {
        gate.answered(429, -1, 0);
        assertThat(gate.waiting(10 * SECOND - 1)).isNotNull();
        assertThat(gate.waiting(10 * SECOND)).isNull();
        gate.answered(418, -1, 0);
        assertThat(gate.waiting(120 * SECOND - 1)).isNotNull();
        assertThat(gate.waiting(120 * SECOND)).isNull();
    }

    @Test
    void neverShortensAWait() {
        gate.answered(418, 60, 0);
        gate.answered(429, 1, 0);
        assertThat(gate.waiting(59 * SECOND)).isNotNull();
    }

    @Test
    void takesOtherAnswersForNoReasonToWait() {
        gate.answered(503, 5, 0);
        gate.answered(400, -1, 0);
        assertThat(gate.waiting(0)).isNull();
    }

    @Test
    void countsRightAcrossTheWrapOfTheClock() {
        gate.answered(429, 3, Long.MAX_VALUE - SECOND);
        assertThat(gate.waiting(Long.MIN_VALUE)).isNotNull();
        assertThat(gate.waiting(Long.MIN_VALUE + 2 * SECOND)).isNull();
    }
}
