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
    private static final String NO_WORD = "no word for ";
    private static final String NODE_DEAD = "its node is dead";

    private final ServiceKey key;
    private final HealthRule rule;
    private final Track word;
    private final Map<CheckLevel, Track> checks = new EnumMap<>(CheckLevel.class);
    private final Map<CheckLevel, HealthStatus> told = new EnumMap<>(CheckLevel.class);
    private final Instant firstSeen;
    private Instant lastHeard;
    private Instant lastEvidence;
    private boolean quiet;
    private boolean wasWell;

    ServiceRecord(ServiceKey key, HealthRule rule, Instant now) {
        this.key = key;
        this.rule = rule;
        this.firstSeen = now;
        this.lastEvidence = now;
        // Its own word is no measurement that chance could disturb: when it complains, it is true at once.
        this.word = new Track(new HealthRule(1, rule.betterAfter(), rule.slowAfter()), now);
    }

    void onReport(HealthStatus status, String detail, Instant now) {
        lastHeard = now;
        lastEvidence = now;
        quiet = false;
        word.add(new CheckResult(status, Duration.ZERO, detail, now), now);
        wasWell |= word.status() == HealthStatus.HEALTHY;
    }

    /** Who was found silent must be heard itself: there is more to its silence. */
    void onSign(Instant now) {
        if (speaks() && !quiet) {
            lastHeard = now;
        }
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
            quiet = false;
            word.force(status, detail, now);
        }
        told.put(level, status);
    }

    /** What others were told counts as told, though it is not so. */
    void onHearsay(CheckLevel level, HealthStatus status) {
        told.put(level, status);
    }

    /** True of a detail that says only that nothing is heard of a service. */
    static boolean isAbsence(String detail) {
        return detail.startsWith(NO_WORD) || detail.equals(NODE_DEAD);
    }

    /** Not speaking is a statement. */
    void onSilence(Duration age, Instant since) {
        if (quiet || word.status() != HealthStatus.UNHEALTHY) {
            quiet = true;
            word.force(HealthStatus.UNHEALTHY, NO_WORD + age.toSeconds() + " s", since);
        }
    }

    /** Whoever was not silent before counts as heard so much later, but not later than now. */
    void onPause(Duration length, Instant now) {
        if (speaks() && !quiet) {
            Instant later = lastHeard.plus(length);
            lastHeard = later.isBefore(now) ? later : now;
        }
    }

    /** So is being dead. */
    void onNodeDead(Instant now) {
        if (word.status() != HealthStatus.UNHEALTHY) {
            word.force(HealthStatus.UNHEALTHY, NODE_DEAD, now);
        }
    }

    /**
     * What it goes through while it starts is no news: from its first word on it has a while to become well.
     */
    boolean isSettled(Instant now) {
        return wasWell || !speaks() || !now.isBefore(firstSeen.plus(HealthBook.SETTLE));
    }

    /** False of what a node depends on, which is only checked. */
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
        return changes(now, false);
    }

    /** Only those that are better. */
    List<HealthChange> improvements(Instant now) {
        return changes(now, true);
    }

    private List<HealthChange> changes(Instant now, boolean onlyBetter) {
        List<HealthChange> changes = new ArrayList<>();
        for (Standing.Level level : levels()) {
            HealthStatus before = told.getOrDefault(level.level(), HealthStatus.HEALTHY);
            int worse = level.status().compareTo(before);
            if (onlyBetter ? worse < 0 : worse != 0) {
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
        // An order that was filled has gone the whole way; the next one is a minute away.
        return checks.computeIfAbsent(level, absent ->
            new Track(level == CheckLevel.SYNTHETIC ? rule.provenByOne() : rule, now));
    }
}
