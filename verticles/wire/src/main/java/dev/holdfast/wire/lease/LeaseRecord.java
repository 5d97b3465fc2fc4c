package dev.holdfast.wire.lease;

import dev.holdfast.resilience.lease.ClaimId;
import java.time.Instant;
import java.util.List;

/**
 * One record of {@code cluster.leases.v1}. Heartbeats lie in partition {@value #HEARTBEATS}; claims, renewals
 * and releases of duties in partition {@value #DUTIES}, where log order says which of them count
 * (ownership rule 21).
 */
public sealed interface LeaseRecord {
    /** Partition of everything about duties: one order over all of them. */
    int DUTIES = 0;
    /** Partition of the heartbeats. */
    int HEARTBEATS = 1;

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

    /** One record about a duty. Its own offset, node and incarnation are what the next one names. */
    sealed interface DutyRecord extends LeaseRecord {
        String duty();

        /** The duty's last valid record as the writer knew it; null if it knew none. */
        ClaimId previous();

        String node();

        String incarnation();

        /** Tells apart what one incarnation sent about the duty. */
        long count();

        Instant at();
    }

    /** A node takes a duty. */
    record DutyClaimed(String duty, ClaimId previous, String node, String incarnation, long count,
                       Instant at) implements DutyRecord {
    }

    /** The holder keeps the duty for another ttl, counted from the sending. */
    record DutyRenewed(String duty, ClaimId previous, String node, String incarnation, long count,
                       Instant at) implements DutyRecord {
    }

    /** The holder gives the duty up: it may be claimed at once. */
    record DutyReleased(String duty, ClaimId previous, String node, String incarnation, long count,
                        Instant at) implements DutyRecord {
    }
}
