package dev.holdfast.resilience.health;

import static dev.holdfast.resilience.health.HealthStatus.DEGRADED;
import static dev.holdfast.resilience.health.HealthStatus.HEALTHY;
import static dev.holdfast.resilience.health.HealthStatus.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResourceRuleTest {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final ResourceRule RULE = new ResourceRule(90, 85, PAUSE, DELAY, 10, 80);

    @Test
    void isContentExactlyAtEveryLimit() {
        assertThat(RULE.judge(new Resources(90, 85, PAUSE, DELAY, 10, 80)).status()).isEqualTo(HEALTHY);
    }

    @Test
    void namesWhateverIsBeyondItsLimit() {
        Duration nano = Duration.ofNanos(1);
        assertThat(judged(new Resources(90.1, 0, Duration.ZERO, Duration.ZERO, 50, 0))).contains("CPU");
        assertThat(judged(new Resources(0, 85.1, Duration.ZERO, Duration.ZERO, 50, 0))).contains("heap");
        assertThat(judged(new Resources(0, 0, PAUSE.plus(nano), Duration.ZERO, 50, 0))).contains("paused");
        assertThat(judged(new Resources(0, 0, Duration.ZERO, DELAY.plus(nano), 50, 0))).contains("loop");
        assertThat(judged(new Resources(0, 0, Duration.ZERO, Duration.ZERO, 9.9, 0))).contains("disk");
        assertThat(judged(new Resources(0, 0, Duration.ZERO, Duration.ZERO, 50, 80.1)))
            .contains("file descriptors");
    }

    @Test
    void isUnhealthyOnlyWhereSomethingIsUsedUp() {
        assertThat(status(new Resources(100, 0, Duration.ZERO, Duration.ZERO, 50, 0))).isEqualTo(DEGRADED);
        assertThat(status(new Resources(0, 97.9, Duration.ZERO, Duration.ZERO, 50, 0))).isEqualTo(DEGRADED);
        assertThat(status(new Resources(0, 98, Duration.ZERO, Duration.ZERO, 50, 0))).isEqualTo(UNHEALTHY);
        assertThat(status(new Resources(0, 0, Duration.ZERO, Duration.ZERO, 2.1, 0))).isEqualTo(DEGRADED);
        assertThat(status(new Resources(0, 0, Duration.ZERO, Duration.ZERO, 2, 0))).isEqualTo(UNHEALTHY);
        assertThat(status(new Resources(0, 0, Duration.ZERO, Duration.ZERO, 50, 97.9))).isEqualTo(DEGRADED);
        assertThat(status(new Resources(0, 0, Duration.ZERO, Duration.ZERO, 50, 98))).isEqualTo(UNHEALTHY);
    }

    @Test
    void watchesNothingThatMayBeUsedUp() {
        ResourceRule blind = new ResourceRule(100, 100, PAUSE, DELAY, 0, 100);

        assertThat(blind.judge(new Resources(100, 100, PAUSE, DELAY, 0, 100)).status()).isEqualTo(HEALTHY);
    }

    private static String judged(Resources now) {
        assertThat(RULE.judge(now).status()).isEqualTo(DEGRADED);
        return RULE.judge(now).detail();
    }

    private static HealthStatus status(Resources now) {
        return RULE.judge(now).status();
    }
}
