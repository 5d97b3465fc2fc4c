package dev.holdfast.wire.journal;

import dev.holdfast.resilience.lease.ClaimFold;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.JournalRecord.ShardReleased;
import java.util.List;

/**
 * Passes on what counts of one shard's journal: the events of valid decisions. Void records, of a deposed
 * owner or with a hole before them, are passed over as every reader must (ownership rule 2).
 */
public final class JournalFilter {
    private final ClaimFold claims;

    /** Begins at the journal's beginning. */
    public JournalFilter() {
        this(null, 0);
    }

    /** Goes on where another reader stood. */
    public JournalFilter(ClaimId current, long nextSeq) {
        this.claims = new ClaimFold(current, nextSeq);
    }

    /** Takes the next record; its events, or none if it is a claim or void. */
    public List<DeskEvent> take(long offset, JournalRecord record) {
        return switch (record) {
            case ShardClaimed e -> {
                claims.claim(e.previous(), new ClaimId(offset, e.node(), e.incarnation()));
                yield List.of();
            }
            case DecisionMade e -> claims.record(e.claim(), e.seq()) ? e.events() : List.of();
            case ShardReleased e -> {
                claims.release(e.claim(), e.seq());
                yield List.of();
            }
        };
    }

    /** Whose records count now, and which is the next. */
    public ClaimFold claims() {
        return claims;
    }
}
