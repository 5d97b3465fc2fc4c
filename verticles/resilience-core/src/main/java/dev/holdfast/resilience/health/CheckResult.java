package dev.holdfast.resilience.health;

import java.time.Duration;
import java.time.Instant;

/**
 * What one check of a service found.
 *
 * @param latency from asking to the answer, or to giving up
 * @param detail  one line for a person
 * @param at      when it was asked
 */
public record CheckResult(HealthStatus outcome, Duration latency, String detail, Instant at) {
}
