package dev.holdfast.execution.shard;

import dev.holdfast.resilience.lease.OwnershipRule;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.view.ShardView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One shard on this node: the replica that follows its journal, and the tenure while this node owns it. */
public final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Replica replica;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Long> claimedAt = new ArrayDeque<>();
    private Tenure tenure;
    private int suspicions;
    private int suspicion;
    private Long claimFromOffset;
    private String broken;

    Shard(ShardId id, DeskRules rules, ShardStart start, LongSupplier nanoTime) {
        this.replica = new Replica(id, rules, start, nanoTime.getAsLong());
        this.nanoTime = nanoTime;
    }

    /** Folds the next record of the shard's journal, whoever wrote it. */
    void onRecord(long offset, JournalRecord read) {
        if (broken != null) {
            return;
        }
        JournalRecord record = tenure == null ? read : tenure.shared(read);
        try {
            Replica.Folded folded = replica.fold(offset, record, nanoTime.getAsLong());
            if (tenure != null) {
                tenure.onFolded(folded, record);
            }
        } catch (RuntimeException e) {
            // A fold that missed an event is wrong money: better no shard than one that goes on.
            LOG.error("shard {} cannot take the record at offset {}", replica.shard(), offset, e);
            broken = "the record at offset " + offset + " cannot be folded: " + e.getMessage();
            if (tenure != null) {
                tenure.end(Tenure.End.BROKEN, broken);
            }
        }
    }

    public Replica replica() {
        return replica;
    }

    /** The tenure that runs; null while this node does not own the shard, nor claims it. */
    public Tenure tenure() {
        return tenure == null || tenure.isOver() ? null : tenure;
    }

    /** Null, or why this replica is wrong and the journal has to be read anew. */
    public String broken() {
        return broken;
    }

    public boolean isLive() {
        return tenure != null && tenure.isLive();
    }

    /**
     * What is committed, to be kept (ownership rule 24); whoever owns the shard.
     *
     * @throws IllegalStateException if this replica is wrong
     */
    public ShardSnapshot snapshot() {
        if (broken != null) {
            throw new IllegalStateException(broken);
        }
        return replica.snapshot();
    }

    OwnershipRule.Shard facts() {
        long now = nanoTime.getAsLong();
        claimedAt.removeIf(at -> now - at > MINUTE_NANOS);
        boolean mine = tenure() != null;
        return new OwnershipRule.Shard(replica.shard().number(), replica.claim(),
            replica.claims().isReleased(), replica.releasedTo(), Duration.ofNanos(now - replica.heardAt()),
            mine, claimedAt.size());
    }

    /**
     * A reason to claim the shard arose; it names the suspicion, so that an end offset that was asked for an
     * earlier one does not count. Empty if this one is known already.
     */
    OptionalInt suspect() {
        if (suspicion > 0) {
            return OptionalInt.empty();
        }
        suspicion = ++suspicions;
        return OptionalInt.of(suspicion);
    }

    /** The log ended here after the suspicion arose. */
    void onEndOffset(int asked, long endOffset) {
        if (asked == suspicion) {
            claimFromOffset = endOffset;
        }
    }

    /** There is no reason to claim it any more, or none that is proven. */
    void trust() {
        suspicion = 0;
        claimFromOffset = null;
    }

    /** True once everything is read that was in the log after the suspicion arose. */
    boolean mayClaim() {
        return broken == null && tenure() == null && claimFromOffset != null
            && replica.nextOffset() >= claimFromOffset;
    }

    void begin(Tenure next) {
        trust();
        claimedAt.add(nanoTime.getAsLong());
        tenure = next;
        next.begin();
    }

    /** The state that {@link #view} speaks of: what is committed, whoever owns the shard. */
    public DeskState committed() {
        return replica.state();
    }

    /** How it stands, without a hash: that costs as much as there are orders. */
    public ShardView view() {
        DeskState state = committed();
        return new ShardView(replica.shard().number(), replica.nextOffset(), replica.claim(),
            replica.claims().nextSeq(), null, state.shardState(), state.book().size(),
            state.book().openCount(), replica.claims().voidRecords(), state.parkedReports());
    }
}
