package dev.holdfast.resilience.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class CheckHistoryTest {
    private final CheckHistory history = new CheckHistory();

    @Test
    void keepsTheNewestHundred() {
        for (int millis = 1; millis <= 101; millis++) {
            history.add(took(millis));
        }

        assertThat(history.results()).hasSize(100);
        assertThat(history.results().getFirst()).isEqualTo(took(2));
        assertThat(history.newest()).isEqualTo(took(101));
    }

    @Test
    void keepsExactlyAHundred() {
        for (int millis = 1; millis <= 100; millis++) {
            history.add(took(millis));
        }

        assertThat(history.results().getFirst()).isEqualTo(took(1));
    }

    @Test
    void hasNoLatencyBeforeTheFirstResult() {
        assertThat(history.latency(50)).isEmpty();
        assertThat(history.newest()).isNull();
        assertThat(history.letters()).isEmpty();
    }

    @Test
    void findsPercentilesByNearestRank() {
        Stream.of(40, 10, 30, 20).forEach(millis -> history.add(took(millis)));

        assertThat(history.latency(25)).contains(Duration.ofMillis(10));
        assertThat(history.latency(25.1)).contains(Duration.ofMillis(20));
        assertThat(history.latency(50)).contains(Duration.ofMillis(20));
        assertThat(history.latency(99)).contains(Duration.ofMillis(40));
        assertThat(history.latency(100)).contains(Duration.ofMillis(40));
    }

    @Test
    void refusesPercentilesThatDoNotExist() {
        assertThatThrownBy(() -> history.latency(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history.latency(100.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spellsItsResultsOldestFirst() {
        Stream.of(HealthStatus.HEALTHY, HealthStatus.UNHEALTHY, HealthStatus.DEGRADED)
            .forEach(outcome -> history.add(new CheckResult(outcome, Duration.ZERO, "", Instant.EPOCH)));

        assertThat(history.letters()).isEqualTo("HUD");
    }

    @Property
    void aPercentileIsOneOfTheLatenciesAndNotExceededBySoMany(
        @ForAll @NotEmpty List<@IntRange(max = 5_000) Integer> latencies,
        @ForAll @IntRange(min = 1, max = 100) int percent) {
        CheckHistory some = new CheckHistory();
        latencies.forEach(millis -> some.add(took(millis)));
        List<Duration> kept = some.results().stream().map(CheckResult::latency).toList();

        Duration found = some.latency(percent).orElseThrow();

        assertThat(kept).contains(found);
        long atMost = kept.stream().filter(each -> each.compareTo(found) <= 0).count();
        long below = kept.stream().filter(each -> each.compareTo(found) < 0).count();
        assertThat(atMost * 100).isGreaterThanOrEqualTo((long) percent * kept.size());
        assertThat(below * 100).isLessThan((long) percent * kept.size());
    }

    private static CheckResult took(int millis) {
        return new CheckResult(HealthStatus.HEALTHY, Duration.ofMillis(millis), "", Instant.EPOCH);
    }
}
