package dev.holdfast.resilience.checkpoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which checkpoints are kept: the newest few, beyond them the last one of each hour, and beyond those the
 * last one of each day (UTC). Hours and days in which none was taken do not count, so that a system that
 * stood still for a month does not forget what it had.
 *
 * @param newest at least 1: something must be there to begin from
 * @param hourly hours of which the last is kept
 * @param daily  days of which the last is kept
 */
public record RetentionRule(int newest, int hourly, int daily) {
    public RetentionRule {
        if (newest < 1 || hourly < 0 || daily < 0) {
            throw new IllegalArgumentException("keep at least 1 newest and no negative number, was "
                + newest + ", " + hourly + ", " + daily);
        }
    }

    /**
     * Those to remove, the oldest first.
     *
     * @param verified the newest that was verified, which stays whatever the numbers say; null if none was
     */
    public List<CheckpointName> toRemove(Collection<CheckpointName> all, CheckpointName verified) {
        List<CheckpointName> newestFirst = all.stream().distinct().sorted(Comparator.reverseOrder()).toList();
        Set<CheckpointName> kept = newestFirst.stream().limit(newest).collect(Collectors.toSet());
        keepLastOfEach(ChronoUnit.HOURS, hourly, newestFirst, kept);
        keepLastOfEach(ChronoUnit.DAYS, daily, newestFirst, kept);
        if (verified != null) {
            kept.add(verified);
        }
        return newestFirst.reversed().stream().filter(name -> !kept.contains(name)).toList();
    }

    private static void keepLastOfEach(TemporalUnit unit, int count, List<CheckpointName> newestFirst,
                                       Set<CheckpointName> kept) {
        Set<Instant> seen = new TreeSet<>();
        for (CheckpointName name : newestFirst) {
            if (seen.size() < count && seen.add(name.at().truncatedTo(unit))) {
                kept.add(name);
            }
        }
    }
}
