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
     */
    record ShardClaimed(ClaimId previous, String node, String incarnation, Instant at)
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
