package dev.holdfast.resilience.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration BASE = Duration.ofMillis(250);
    private static final Duration MAX = Duration.ofSeconds(30);
    private final Backoff backoff = new Backoff(BASE, MAX);

    @Test
    void doublesUntilItsMaximum() {
        assertThat(backoff.delay(1, 0)).isEqualTo(Duration.ofMillis(125));
        assertThat(backoff.delay(2, 0)).isEqualTo(Duration.ofMillis(250));
        assertThat(backoff.delay(7, 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.delay(8, 0)).isEqualTo(Duration.ofSeconds(15));
        assertThat(backoff.delay(1_000, 0)).isEqualTo(Duration.ofSeconds(15));
    }

    @Property
    void staysBetweenHalfAndAllOfItsBound(@ForAll @IntRange(min = 0, max = 1_000_000) int attempt,
        @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance) {
        Duration delay = backoff.delay(attempt, chance);
        assertThat(delay).isBetween(BASE.dividedBy(2), MAX);
    }

    @Test
    void refusesAMaximumBelowItsBase() {
        assertThatThrownBy(() -> new Backoff(MAX, BASE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, MAX))
            .isInstanceOf(IllegalArgumentException.class);
    }
}
