package dev.holdfast.resilience.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LoopGuardTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(15);

    private final LoopGuard guard = new LoopGuard(5, WITHIN);

    @Test
    void allowsTheFifthRestartAndNotTheSixth() {
        for (int restart = 1; restart <= 5; restart++) {
            assertThat(guard.allows(START)).as("restart %d", restart).isTrue();
            guard.restarted(START);
        }
        assertThat(guard.allows(START)).isFalse();
    }

    @Test
    void forgetsARestartWhenTheTimeHasPassedAndNotBefore() {
        for (int restart = 0; restart < 5; restart++) {
            guard.restarted(START);
        }
        assertThat(guard.allows(START.plus(WITHIN).minusMillis(1))).isFalse();
        assertThat(guard.allows(START.plus(WITHIN))).isTrue();
    }

    @Test
    void refusesToAllowNone() {
        assertThatThrownBy(() -> new LoopGuard(0, WITHIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void neverLetsMoreThanItsNumberPassWithinAnyWindow(
        @ForAll @IntRange(min = 1, max = 8) int max,
        @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 300_000) Long> gaps) {
        LoopGuard any = new LoopGuard(max, WITHIN);
        List<Instant> passed = new ArrayList<>();
        Instant now = START;
        for (long gap : gaps) {
            now = now.plusMillis(gap);
            if (any.allows(now)) {
                any.restarted(now);
                passed.add(now);
            }
        }
        for (Instant end : passed) {
            Instant begin = end.minus(WITHIN);
            assertThat(passed.stream().filter(at -> at.isAfter(begin) && !at.isAfter(end)).count())
                .isLessThanOrEqualTo(max);
        }
    }
}
