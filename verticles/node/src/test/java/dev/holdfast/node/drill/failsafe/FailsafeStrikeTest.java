package dev.holdfast.node.drill.failsafe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailsafeStrikeTest {
    private static final long STRUCK = 10_000;

    @Test
    void ofANodeCountsItsRecoveryFromTheStrike() {
        assertThat(strike(FailsafeFault.FREEZE, STRUCK + 10_000, STRUCK + 1_400L, STRUCK + 1_400L)
            .recoveredAfterMillis()).isEqualTo(1_400);
    }

    @Test
    void ofWhatAllNeedCountsItsRecoveryFromTheFaultsEnd() {
        assertThat(strike(FailsafeFault.BROKER, STRUCK + 20_000, STRUCK + 21_300L, STRUCK + 21_300L)
            .recoveredAfterMillis()).isEqualTo(1_300);
    }

    @Test
    void isRecoveredOnlyWhenBothTheServiceAndTheOrdersAre() {
        assertThat(strike(FailsafeFault.THROW, STRUCK, STRUCK + 800L, STRUCK + 1_100L)
            .recoveredAfterMillis()).isEqualTo(1_100);
        assertThat(strike(FailsafeFault.THROW, STRUCK, null, STRUCK + 1_100L)
            .recoveredAfterMillis()).isNull();
        assertThat(strike(FailsafeFault.THROW, STRUCK, STRUCK + 800L, null).recoveredAfterMillis()).isNull();
    }

    @Test
    void isOverForOrdersWhenItIsRecoveredAndTheFaultIsGone() {
        assertThat(strike(FailsafeFault.CUT, STRUCK + 20_000, STRUCK + 1_400L, STRUCK + 1_400L).overMillis())
            .isEqualTo(STRUCK + 20_000);
        assertThat(strike(FailsafeFault.KILL, STRUCK, null, null).overMillis()).isEqualTo(STRUCK + 90_000);
    }

    private static FailsafeStrike strike(FailsafeFault fault, long lifted, Long accepted, Long recovered) {
        return new FailsafeStrike(fault, "node-1", null, STRUCK, lifted, accepted, recovered,
            STRUCK + 90_000);
    }
}
