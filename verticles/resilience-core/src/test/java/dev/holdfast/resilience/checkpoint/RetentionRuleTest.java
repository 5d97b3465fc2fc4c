package dev.holdfast.resilience.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetentionRuleTest {
    private static final Instant MIDNIGHT = Instant.parse("2024-08-08T00:00:00Z");

    @Test
    void keepsTheNewestAndNoMore() {
        List<CheckpointName> all = every(Duration.ofMinutes(5), 5);
        assertThat(new RetentionRule(5, 0, 0).toRemove(all, null)).isEmpty();
        assertThat(new RetentionRule(4, 0, 0).toRemove(all, null)).containsExactly(all.getFirst());
    }

    @Test
    void keepsTheLastOfEachHourBeyondTheNewest() {
        List<CheckpointName> all = List.of(at("00:55"), at("00:59"), at("01:00"), at("01:30"), at("02:10"));
        assertThat(new RetentionRule(1, 3, 0).toRemove(all, null)).containsExactly(at("00:55"), at("01:00"));
        assertThat(new RetentionRule(1, 2, 0).toRemove(all, null))
            .containsExactly(at("00:55"), at("00:59"), at("01:00"));
    }

    @Test
    void keepsTheLastOfEachDayAndCountsNoDayWithoutAny() {
        List<CheckpointName> all = every(Duration.ofDays(10), 4);
        assertThat(new RetentionRule(1, 0, 3).toRemove(all, null)).containsExactly(all.getFirst());
    }

    @Test
    void keepsTheNewestVerifiedHoweverOldItIs() {
        List<CheckpointName> all = every(Duration.ofMinutes(5), 5);
        assertThat(new RetentionRule(1, 0, 0).toRemove(all, all.getFirst()))
            .containsExactlyElementsOf(all.subList(1, 4));
    }

    @Test
    void mustKeepAtLeastOne() {
        assertThatThrownBy(() -> new RetentionRule(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetentionRule(1, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void keepsABoundedNumberTheNewestAmongThemAndRemovesNothingTwice(
            @ForAll Set<@LongRange(max = 400_000_000) Long> millis,
            @ForAll @IntRange(min = 1, max = 6) int few, @ForAll @IntRange(max = 6) int hours,
            @ForAll @IntRange(max = 6) int days) {
        List<CheckpointName> all = millis.stream().map(Instant::ofEpochMilli).map(CheckpointName::new)
            .collect(Collectors.toCollection(ArrayList::new));
        RetentionRule rule = new RetentionRule(few, hours, days);
        List<CheckpointName> removed = rule.toRemove(all, null);
        Set<CheckpointName> kept = new HashSet<>(all);
        removed.forEach(name -> assertThat(kept.remove(name)).isTrue());
        assertThat(kept).hasSizeBetween(Math.min(few, all.size()), few + hours + days);
        all.stream().max(CheckpointName::compareTo).ifPresent(newest -> assertThat(kept).contains(newest));
        assertThat(rule.toRemove(kept, null)).isEmpty();
    }

    private static CheckpointName at(String time) {
        return new CheckpointName(Instant.parse("2024-08-08T" + time + ":00Z"));
    }

    private static List<CheckpointName> every(Duration step, int count) {
        List<CheckpointName> all = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            all.add(new CheckpointName(MIDNIGHT.plus(step.multipliedBy(number))));
        }
        return all;
    }
}
