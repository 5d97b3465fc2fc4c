package dev.holdfast.resilience.health;

import java.time.Instant;

/**
 * One level of one service became better or worse.
 *
 * @param at when the evidence was complete
 */
public record HealthChange(ServiceKey key, CheckLevel level, HealthStatus from, HealthStatus to,
                           String detail, Instant at) {
}
