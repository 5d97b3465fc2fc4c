package dev.holdfast.resilience.health;

/** How well a service does its job (requirement A3.1). Ordered from best to worst. */
public enum HealthStatus {
    /** Does its job. */
    HEALTHY,
    /** Does part of it, or is late. */
    DEGRADED,
    /** Does not. */
    UNHEALTHY;

    /** The worse of the two. */
    public HealthStatus or(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
