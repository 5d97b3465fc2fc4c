package dev.holdfast.failsafe.health;

import dev.holdfast.resilience.health.CheckHistory;
import dev.holdfast.resilience.health.Standing;
import dev.holdfast.wire.failsafe.FailsafeView;
import java.time.Duration;

/** What the book says, as people see it. */
final class HealthViews {
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;

    private HealthViews() {
    }

    static FailsafeView.Service view(Standing standing) {
        return new FailsafeView.Service(standing.key().service(), standing.key().node(), standing.status(),
            standing.detail(), standing.since(), standing.levels().stream().map(HealthViews::view).toList());
    }

    private static FailsafeView.Level view(Standing.Level level) {
        CheckHistory history = level.history();
        return new FailsafeView.Level(level.level(), level.status(), level.detail(),
            history.newest() == null ? level.since() : history.newest().at(), history.letters(),
            millis(history, MEDIAN), millis(history, TAIL));
    }

    private static Double millis(CheckHistory history, double percent) {
        return history.latency(percent).map(Duration::toNanos).map(nanos -> nanos / NANOS_PER_MILLI)
            .orElse(null);
    }
}
