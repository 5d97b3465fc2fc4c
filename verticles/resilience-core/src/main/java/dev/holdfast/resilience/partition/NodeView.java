package dev.holdfast.resilience.partition;

import dev.holdfast.resilience.lease.NodeLease;
import java.time.Duration;

/**
 * One node as this node sees it, itself included.
 *
 * @param incarnation    of its newest heartbeat
 * @param sinceHeartbeat since its newest heartbeat on the lease log was read here
 * @param quorate        as it said of itself
 * @param venueUp        as it said of itself
 * @param owns           true if it has the role of owning shards
 * @param agreedDead     membership, heartbeat mesh and a third node agree that its process is gone
 */
public record NodeView(String node, String incarnation, Duration sinceHeartbeat, boolean quorate,
                       boolean venueUp, boolean owns, boolean agreedDead) {
    /** A node acts for so long after its newest confirmed renewal; beyond it others may take over. */
    public static final Duration LEASE = NodeLease.LENGTH;

    /** True if it may own shards now (ownership rule 18). */
    public boolean isEligible() {
        return venueUp && couldQueue();
    }

    /** True if it was heard within its lease and nobody saw it die. */
    public boolean isAlive() {
        return !agreedDead && sinceHeartbeat.compareTo(LEASE) < 0;
    }

    /** True if it lacks nothing but a venue session: it could own shards whose orders wait. */
    public boolean couldQueue() {
        return owns && quorate && isAlive();
    }
}
