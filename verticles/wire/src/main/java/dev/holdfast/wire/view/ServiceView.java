package dev.holdfast.wire.view;

import dev.holdfast.resilience.health.HealthStatus;
import java.time.Instant;

/**
 * One service on one node, by its last report; UNHEALTHY once the reports stop.
 *
 * @param since    when it entered this status
 * @param lastSeen when its last report came
 */
public record ServiceView(String service, String node, HealthStatus status, String detail, Instant since,
                          Instant lastSeen) {
}
