package dev.holdfast.wire.failsafe;

import dev.holdfast.resilience.health.HealthStatus;
import java.util.List;

/**
 * How a service is.
 *
 * @param dependencies what it needs, each reached just now; empty for a shallow question
 */
public record HealthAnswer(HealthStatus status, String detail, List<Dependency> dependencies) {
    /** Something that the service needs, such as {@code database}. */
    public record Dependency(String name, HealthStatus status, String detail, long latencyMicros) {
    }
}
