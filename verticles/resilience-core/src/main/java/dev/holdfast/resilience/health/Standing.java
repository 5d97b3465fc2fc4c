package dev.holdfast.resilience.health;

import java.time.Instant;
import java.util.List;

/**
 * How one service stands.
 *
 * @param status    the worst of its levels
 * @param detail    of that level
 * @param lastHeard its newest own word; null if it never speaks, as a dependency does not
 */
public record Standing(ServiceKey key, HealthStatus status, String detail, Instant since, Instant lastHeard,
                       List<Level> levels) {
    /**
     * One level of checks.
     *
     * @param since   when it came to this status
     * @param history its results; empty where only the service's own word is known
     */
    public record Level(CheckLevel level, HealthStatus status, String detail, Instant since,
                        CheckHistory history) {
    }
}
