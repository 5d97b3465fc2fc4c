package dev.holdfast.wire.failsafe;

import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import java.time.Instant;
import java.util.List;

/**
 * What a round of checks found, so that every node keeps the same book.
 *
 * @param by the node that checked
 */
public record HealthChecked(String by, List<Result> results) {
    /** One service's. */
    public record Result(String service, String node, CheckLevel level, HealthStatus outcome,
                         long latencyMicros, String detail, Instant at) {
    }
}
