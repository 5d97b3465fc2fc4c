package dev.holdfast.resilience.partition;

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
    public static final Duration LEASE = Duration.ofMillis(1_500);

    /** True if it may own shards now (ownership rule 18). */
    public boolean isEligible() {
        return owns && quorate && venueUp && !agreedDead && sinceHeartbeat.compareTo(LEASE) < 0;
    }
}
