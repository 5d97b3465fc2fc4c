package dev.holdfast.wire.journal;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.order.DeskEvent;
import java.time.Instant;
import java.util.List;

/** One record of {@code execution.journal.v1}: written whole or not at all. */
public sealed interface JournalRecord {

    /**
     * A node takes a shard. Its own offset, node and incarnation are the new claim's identity.
     *
     * @param previous the claim it replaces; null for the first one of the shard
     * @param log      the log as the claimer found it; every claim of a shard must name the same
     */
    record ShardClaimed(ClaimId previous, String node, String incarnation, LogIdentity log, Instant at)
        implements JournalRecord {
    }

    /**
     * The owner gives the shard up after draining it: nothing of this claim is valid after this record.
     *
     * @param seq in sequence with the claim's decisions
     * @param to  the node that should take it; null if whoever is next in line
     */
    record ShardReleased(ClaimId claim, long seq, String to, String why, Instant at)
        implements JournalRecord {
    }

    /**
     * All events of one decision (ownership rule 3).
     *
     * @param claim the claim under which it was decided
     * @param seq   0, 1, 2 … within that claim
     */
    record DecisionMade(ClaimId claim, long seq, List<DeskEvent> events) implements JournalRecord {
        public DecisionMade {
            events = List.copyOf(events);
        }
    }
}
