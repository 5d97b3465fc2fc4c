package dev.holdfast.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartGuardTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void waitsLongerAfterEachDeathAndGivesUpAtTheFifthWithinAMinute() {
        RestartGuard guard = new RestartGuard();

        assertThat(guard.died(0, 1)).contains(Duration.ofMillis(500));
        assertThat(guard.died(SECOND, 1)).contains(Duration.ofSeconds(1));
        assertThat(guard.died(2 * SECOND, 1)).contains(Duration.ofSeconds(2));
        assertThat(guard.died(3 * SECOND, 1)).contains(Duration.ofSeconds(4));
        assertThat(guard.died(4 * SECOND, 1)).isEmpty();
    }

    @Test
    void forgetsDeathsAfterAMinute() {
        RestartGuard guard = new RestartGuard();
        for (int death = 0; death < 20; death++) {
            assertThat(guard.died(death * 61 * SECOND, 1)).contains(Duration.ofMillis(500));
        }
    }
}
