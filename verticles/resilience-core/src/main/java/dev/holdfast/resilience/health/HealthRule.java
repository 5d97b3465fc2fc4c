package dev.holdfast.resilience.health;

import java.time.Duration;
import java.util.List;

/**
 * From results to a status, with hysteresis: one odd result proves nothing, in either direction. It becomes
 * as bad as the best of the newest {@code worseAfter} results, and as good as the worst of the newest
 * {@code betterAfter}.
 *
 * @param slowAfter a check that passed but took longer than this counts as DEGRADED
 */
public record HealthRule(int worseAfter, int betterAfter, Duration slowAfter) {
    public HealthRule {
        if (worseAfter < 1 || betterAfter < 1 || slowAfter.isNegative() || slowAfter.isZero()) {
            throw new IllegalArgumentException("need worseAfter and betterAfter >= 1 and slowAfter > 0, was "
                + worseAfter + ", " + betterAfter + ", " + slowAfter);
        }
    }

    /** The same for a check that proves all by itself what it passes, and comes too seldom to wait twice. */
    public HealthRule provenByOne() {
        return new HealthRule(worseAfter, 1, slowAfter);
    }

    /** Results that it looks back. */
    public int depth() {
        return Math.max(worseAfter, betterAfter);
    }

    /** What one result says by itself. */
    public HealthStatus grade(CheckResult result) {
        return isSlow(result) ? HealthStatus.DEGRADED.or(result.outcome()) : result.outcome();
    }

    private boolean isSlow(CheckResult result) {
        return result.latency().compareTo(slowAfter) > 0;
    }

    /** What one result says for a person. One that was only slow says just that: the rest of it is well. */
    public String words(CheckResult result) {
        boolean onlySlow = isSlow(result) && result.outcome() == HealthStatus.HEALTHY;
        return onlySlow ? "passed after " + result.latency().toMillis() + " ms, limit " + slowAfter.toMillis()
            + " ms" : result.detail();
    }

    /**
     * The status after the newest result.
     *
     * @param grades of the results since the status was last known for certain, oldest first
     */
    public HealthStatus next(HealthStatus now, List<HealthStatus> grades) {
        int count = grades.size();
        if (count >= worseAfter) {
            HealthStatus best = grades.subList(count - worseAfter, count).stream()
                .min(HealthStatus::compareTo).orElseThrow();
            if (best.compareTo(now) > 0) {
                return best;
            }
        }
        if (count >= betterAfter) {
            HealthStatus worst = grades.subList(count - betterAfter, count).stream()
                .max(HealthStatus::compareTo).orElseThrow();
            if (worst.compareTo(now) < 0) {
                return worst;
            }
        }
        return now;
    }
}
