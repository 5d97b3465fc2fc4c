package dev.holdfast.wire.failsafe;

import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.resilience.recovery.RecoveryAction;
import java.time.Instant;
import java.util.List;

/**
 * What the failsafe layer saw and did: on the bus as it happens, and on {@code failsafe.events.v1} for ever
 * after. Every event names the node that it is about, and when that was by the clock of the node that saw it.
 */
public sealed interface FailsafeEvent {
    /** The node that it is about. */
    String node();

    Instant at();

    /**
     * A service became better or worse.
     *
     * @param level  the check that found it
     * @param detail one line for a person
     */
    record HealthChanged(String service, String node, CheckLevel level, HealthStatus from, HealthStatus to,
                         String detail, Instant at) implements FailsafeEvent {
    }

    /**
     * A breaker changed its state.
     *
     * @param name what it protects, such as {@code venue.place}
     * @param by   the operator who forced it; null if its own rule did
     */
    record BreakerChanged(String name, String node, BreakerState from, BreakerState to, String why, String by,
                          Instant at) implements FailsafeEvent {
    }

    /**
     * A fallback chain serves from another tier.
     *
     * @param chain such as {@code market-data}
     * @param from  the tier it left, such as {@code venue}; null when the chain begins, on its first tier
     * @param best  the first of its tiers, from which it serves if it can; null from a node that does not
     *              tell yet
     */
    record TierChanged(String chain, String node, String from, String to, String best, String why, Instant at)
        implements FailsafeEvent {
    }

    /**
     * Recovery began.
     *
     * @param recovery its id; the end names it
     * @param attempt  from 1; counted anew after a healthy while
     * @param failedAt when the fault was first noticed
     */
    record RecoveryStarted(String recovery, String service, String node, RecoveryAction action, int attempt,
                           String why, Instant failedAt, Instant at) implements FailsafeEvent {
    }

    /**
     * Recovery ended.
     *
     * @param recovered  the service was seen healthy in time
     * @param tookMillis from the first notice of the fault
     */
    record RecoveryEnded(String recovery, String service, String node, RecoveryAction action,
                         boolean recovered, long tookMillis, String detail, Instant at)
        implements FailsafeEvent {
    }

    /** A node sees more or fewer of the others. */
    record QuorumChanged(String node, Quorum from, Quorum to, String detail, Instant at)
        implements FailsafeEvent {
    }

    /**
     * A node that had lost the majority has it again, and was laid beside the others.
     *
     * @param apartMillis how long it had none
     * @param reachedBy   nodes that reached it by its addresses
     * @param unreachedBy nodes that are there and could not
     * @param compared    pieces of state and configuration that were found equal
     * @param behind      pieces that one side had not read to the end yet
     * @param differences one line each for what differs
     */
    record PartitionHealed(String node, long apartMillis, List<String> reachedBy, List<String> unreachedBy,
                           int compared, int behind, List<String> differences, Instant at)
        implements FailsafeEvent {
        public PartitionHealed {
            reachedBy = List.copyOf(reachedBy);
            unreachedBy = List.copyOf(unreachedBy);
            differences = List.copyOf(differences);
        }
    }

    /** A node's process began: what was wrong in its last one is gone with it. */
    record NodeStarted(String node, String incarnation, Instant at) implements FailsafeEvent {
    }

    /** A node leads the failsafe layer from here on; its token is higher than every earlier leader's. */
    record LeaderElected(String node, long token, Instant at) implements FailsafeEvent {
    }

    /**
     * A checkpoint was taken, or could not be.
     *
     * @param checkpoint its name
     * @param verified   it was read again after writing, and its hashes were right
     */
    record CheckpointTaken(String checkpoint, String node, boolean verified, long bytes, String detail,
                           Instant at) implements FailsafeEvent {
    }

    /** An incident was opened, changed or resolved; this is the whole of it from here on. */
    record IncidentChanged(String node, IncidentView incident, Instant at) implements FailsafeEvent {
    }

    /** A silence or a maintenance window was made or ended; this is the whole of it from here on. */
    record SilenceChanged(String node, SilenceView silence, Instant at) implements FailsafeEvent {
    }
}
