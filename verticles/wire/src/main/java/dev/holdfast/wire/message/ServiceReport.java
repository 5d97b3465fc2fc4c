package dev.holdfast.wire.message;

import dev.holdfast.resilience.health.HealthStatus;
import java.time.Instant;

/**
 * What a service says of itself, every second.
 *
 * @param service role name, such as {@code market-data}
 * @param detail  one line for a person; what is wrong, if anything is
 */
public record ServiceReport(String service, String node, HealthStatus status, String detail, Instant at) {
}
