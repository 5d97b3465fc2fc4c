package dev.holdfast.resilience.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything known of one service: its own word, and its checks by level. One owner. */
final class ServiceRecord {
    private final ServiceKey key;
    private final HealthRule rule;
    private final Track word;
    private final Map<CheckLevel, Track> checks = new EnumMap<>(CheckLevel.class);
    private final Map<CheckLevel, HealthStatus> told = new EnumMap<>(CheckLevel.class);
    private Instant lastHeard;
    private Instant lastEvidence;

    ServiceRecord(ServiceKey key, HealthRule rule, Instant now) {
        this.key = key;
        this.rule = rule;
        this.lastEvidence = now;
        // Its own word is no measurement that chance could disturb: when it complains, it is true at once.
        this.word = new Track(new HealthRule(1, rule.betterAfter(), rule.slowAfter()), now);
    }

    void onReport(HealthStatus status, String detail, Instant now) {
        lastHeard = now;
        lastEvidence = now;
        word.add(new CheckResult(status, Duration.ZERO, detail, now), now);
    }

    void onResult(CheckLevel level, CheckResult result, Instant now) {
        lastEvidence = now;
        check(level, now).add(result, now);
    }

    void onSaid(CheckLevel level, HealthStatus status, String detail, Instant now) {
        lastEvidence = now;
        if (level != CheckLevel.SHALLOW) {
            check(level, now).force(status, detail, now);
        } else {
            word.force(status, detail, now);
        }
        told.put(level, status);
    }

    /** Not speaking is a statement, and so is being dead. */
    void silence(String why, Instant now) {
        word.force(HealthStatus.UNHEALTHY, why, now);
    }

    boolean speaks() {
        return lastHeard != null;
    }

    Instant lastHeard() {
        return lastHeard;
    }

    Instant lastEvidence() {
        return lastEvidence;
    }

    /** Levels whose status is another one than was told last. They count as told from here on. */
    List<HealthChange> changes(Instant now) {
        List<HealthChange> changes = new ArrayList<>();
        for (Standing.Level level : levels()) {
            HealthStatus before = told.getOrDefault(level.level(), HealthStatus.HEALTHY);
            if (level.status() != before) {
                changes.add(new HealthChange(key, level.level(), before, level.status(), level.detail(),
                    now));
                told.put(level.level(), level.status());
            }
        }
        return changes;
    }

    Standing standing() {
        List<Standing.Level> levels = levels();
        Standing.Level worst = levels.stream()
            .max(Comparator.comparing(Standing.Level::status)
                .thenComparing(Standing.Level::level, Comparator.reverseOrder())).orElseThrow();
        return new Standing(key, worst.status(), worst.detail(), worst.since(), lastHeard, levels);
    }

    private List<Standing.Level> levels() {
        List<Standing.Level> levels = new ArrayList<>();
        Track pings = checks.get(CheckLevel.SHALLOW);
        if (pings != null || speaks() || checks.isEmpty()) {
            Track worse = pings != null && pings.status().compareTo(word.status()) > 0 ? pings : word;
            levels.add(level(CheckLevel.SHALLOW, worse, pings == null ? word.history() : pings.history()));
        }
        checks.forEach((level, track) -> {
            if (level != CheckLevel.SHALLOW) {
                levels.add(level(level, track, track.history()));
            }
        });
        return levels;
    }

    private static Standing.Level level(CheckLevel level, Track track, CheckHistory history) {
        return new Standing.Level(level, track.status(), track.detail(), track.since(), history);
    }

    private Track check(CheckLevel level, Instant now) {
        return checks.computeIfAbsent(level, absent -> new Track(rule, now));
    }
}
