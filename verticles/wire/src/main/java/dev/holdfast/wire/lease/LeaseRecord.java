package dev.holdfast.wire.lease;

import java.time.Instant;
import java.util.List;

/** One record of {@code cluster.leases.v1}. */
public sealed interface LeaseRecord {

    /**
     * A node lives. Read back by the node itself it renews the node's right to act, counted from the moment
     * it was sent (ownership rules 18 and 21).
     *
     * @param count       grows by one with each of this incarnation
     * @param member      the node's name in the cluster membership
     * @param meshAddress host:port where other nodes' heartbeats are taken
     * @param quorate     true if the node sees a majority of the configured nodes
     * @param venueUp     true if its venue session is up
     */
    record NodeHeartbeat(String node, String incarnation, long count, String member, String meshAddress,
                         List<String> roles, boolean quorate, boolean venueUp, Instant at)
        implements LeaseRecord {
        public NodeHeartbeat {
            roles = List.copyOf(roles);
        }
    }
}
