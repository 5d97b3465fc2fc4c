package dev.holdfast.node.host;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.resilience.recovery.RecoveryDesk.Attempt;
import dev.holdfast.resilience.recovery.RecoveryDesk.Step;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.message.ServiceReport;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everybody of one service's recovery, and speaks in its place while it is down. */
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    private static final int BASE = 36;

    private final NodeKit kit;
    private final String role;

    Telling(NodeKit kit, String role) {
        this.kit = kit;
        this.role = role;
    }

    void started(Attempt attempt) {
        LOG.warn("recovery of {}: {} ({}), attempt {}: {}", role, attempt.action(), attempt.failure(),
            attempt.number(), attempt.why());
        tell(new RecoveryStarted(id(attempt), role, node(), attempt.action(), attempt.number(), attempt.why(),
            attempt.failedAt(), now()));
        if (attempt.action() == RecoveryAction.PAGE) {
            ended(new Step.End(attempt, false, Duration.between(attempt.failedAt(), attempt.dueAt()),
                "nothing more is tried: a person must look"));
        }
    }

    void ended(Step.End end) {
        Attempt attempt = end.attempt();
        if (end.recovered()) {
            LOG.info("{} is recovered after {} ms by {}", role, end.took().toMillis(), attempt.action());
        } else {
            LOG.warn("{} of {} did not help: {}", attempt.action(), role, end.detail());
        }
        tell(new RecoveryEnded(id(attempt), role, node(), attempt.action(), end.recovered(),
            end.took().toMillis(), end.detail(), now()));
    }

    void down(String detail) {
        kit.bus().publish(Addresses.SERVICE_REPORT,
            new ServiceReport(role, node(), HealthStatus.UNHEALTHY, detail, now()));
    }

    /** The same before and after a restart of the process, so that the end can name the beginning. */
    private String id(Attempt attempt) {
        return node() + "-" + role + "-" + Long.toString(attempt.failedAt().toEpochMilli(), BASE) + "-"
            + attempt.failure().name().charAt(0) + attempt.number();
    }

    private void tell(FailsafeEvent event) {
        kit.bus().publish(Addresses.FAILSAFE, event);
    }

    private String node() {
        return kit.identity().name();
    }

    private Instant now() {
        return kit.identity().clock().instant();
    }
}
