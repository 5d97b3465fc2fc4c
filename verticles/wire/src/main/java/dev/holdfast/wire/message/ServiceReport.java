package dev.holdfast.wire.message;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.Fault;
import java.time.Instant;

/**
 * What a service says of itself, about every second, and as soon as it works again.
 *
 * @param service role name, such as {@code market-data}
 * @param detail  one line for a person; what is wrong, if anything is
 * @param fault   where it lies, if it is not HEALTHY and knows: what lies outside is not mended by a restart
 */
public record ServiceReport(String service, String node, HealthStatus status, String detail, Fault fault,
                            Instant at) {
    /** A report that does not say where a fault lies. */
    public ServiceReport(String service, String node, HealthStatus status, String detail, Instant at) {
        this(service, node, status, detail, null, at);
    }
}
