package dev.holdfast.execution.shard;

import dev.holdfast.resilience.lease.ClaimFold;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.desk.OrderDesk;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.RecentFills;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.JournalRecord.ShardReleased;
import dev.holdfast.wire.journal.LogIdentity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * One shard's journal as a node follows it, owner or not: the committed fold (ownership rule 6). It is fed by
 * the log alone, so whoever takes the shard over takes it from here and reads nothing again.
 */
public final class Replica {
    private final ShardId shard;
    private final ClaimFold claims;
    private final OrderDesk committed;
    private final Map<ClOrdId, SendAttempted> attempts = new HashMap<>();
    private final RecentFills recentFills = new RecentFills();
    private final DeskRules rules;
    private LogIdentity log;
    private String releasedTo;
    private long nextOffset;
    private Integer leaderEpoch;
    private long heardAt;
    private String lost;

    /**
     * What a record turned out to be.
     *
     * @param valid it counts: by its claim, and for a decision or release by its sequence number
     * @param owner incarnation that wrote it
     */
    record Folded(boolean valid, String owner) {
    }

    /** Begins before the first record or behind a snapshot; the owner's silence counts from {@code nanos}. */
    Replica(ShardId shard, DeskRules rules, ShardStart start, long nanos) {
        this.shard = shard;
        this.rules = rules;
        this.lost = start.lost();
        ShardSnapshot from = start.snapshot();
        if (from == null) {
            this.claims = new ClaimFold();
            this.committed = new OrderDesk(shard, rules);
            return;
        }
        this.claims = new ClaimFold(from.claim(), from.nextSeq());
        this.committed = new OrderDesk(shard, rules, start.state());
        this.nextOffset = from.nextOffset();
        this.leaderEpoch = from.leaderEpoch();
        this.releasedTo = from.releasedTo();
        this.log = from.log();
        this.heardAt = nanos;
        from.attempts().forEach(attempt -> attempts.put(attempt.clOrdId(), attempt));
    }

    /**
     * Everything that a reader needs to go on from here. There is no other maker of snapshots: what is not
     * committed, or was written by a deposed owner, cannot get into one (ownership rules 2 and 6).
     */
    ShardSnapshot snapshot() {
        return new ShardSnapshot(shard.number(), nextOffset, leaderEpoch, claims.current(), claims.nextSeq(),
            releasedTo, log, committed.state().snapshot(), attempts.values().stream()
            .sorted(Comparator.comparing(SendAttempted::clOrdId)).toList());
    }

    /**
     * Folds the next record.
     *
     * @throws RuntimeException if it cannot be folded: this replica is wrong from here on
     */
    Folded fold(long offset, JournalRecord record, long nanos) {
        nextOffset = offset + 1;
        return switch (record) {
            case ShardClaimed claim -> claimed(offset, claim, nanos);
            case DecisionMade decision -> decided(decision, nanos);
            case ShardReleased release -> released(release, nanos);
        };
    }

    /** The records that follow were taken in under this epoch of the partition's leader. */
    void onLeaderEpoch(int epoch) {
        leaderEpoch = epoch;
    }

    /** Null, or which records are gone that were once read, and no halt in the journal tells of it yet. */
    public String lost() {
        return lost;
    }

    /** The journal says that the shard is halted: that is all that can be done about what was lost. */
    void haltIsJournalled() {
        lost = null;
    }

    public ShardId shard() {
        return shard;
    }

    /** The durable state; never ahead of the journal. */
    public OrderDesk committed() {
        return committed;
    }

    public DeskState state() {
        return committed.state();
    }

    /** The order, or null. */
    public Order order(ClOrdId id) {
        return committed.state().book().order(id);
    }

    /** What was booked last, for whoever compares the books with what the venue said a little earlier. */
    public RecentFills recentFills() {
        return recentFills;
    }

    /** The newest journalled attempt to send the order; null if it was not sent or has ended. */
    public SendAttempted attempt(ClOrdId id) {
        return attempts.get(id);
    }

    /** The claim that counts now; null before the first. */
    public ClaimId claim() {
        return claims.current();
    }

    ClaimFold claims() {
        return claims;
    }

    public long nextOffset() {
        return nextOffset;
    }

    /** Whom the last owner named when it released the shard; null if nobody. */
    String releasedTo() {
        return releasedTo;
    }

    /** When the last valid record was read, by this node's monotonic clock. */
    long heardAt() {
        return heardAt;
    }

    /** The log that the claims name; null before the first. */
    LogIdentity log() {
        return log;
    }

    private Folded claimed(long offset, ShardClaimed claim, long nanos) {
        boolean valid = claims.claim(claim.previous(),
            new ClaimId(offset, claim.node(), claim.incarnation()));
        if (valid) {
            heardAt = nanos;
            releasedTo = null;
            log = claim.log();
        }
        return new Folded(valid, claim.incarnation());
    }

    private Folded decided(DecisionMade decision, long nanos) {
        boolean valid = claims.record(decision.claim(), decision.seq());
        if (valid) {
            heardAt = nanos;
            decision.events().forEach(this::apply);
        }
        return new Folded(valid, decision.claim().incarnation());
    }

    private Folded released(ShardReleased release, long nanos) {
        boolean valid = claims.release(release.claim(), release.seq());
        if (valid) {
            heardAt = nanos;
            releasedTo = release.to();
        }
        return new Folded(valid, release.claim().incarnation());
    }

    private void apply(DeskEvent event) {
        committed.apply(event);
        if (event instanceof OrderFilled filled) {
            booked(filled);
        }
        switch (event) {
            case SendAttempted attempt -> attempts.put(attempt.clOrdId(), attempt);
            case TradingStateChanged halt when halt.account() == null
                && halt.state() == TradingState.HALTED -> haltIsJournalled();
            case OrderEvent change when isOver(change.clOrdId()) -> attempts.remove(change.clOrdId());
            case DeskEvent other -> { }
        }
    }

    private void booked(OrderFilled filled) {
        Order order = order(filled.clOrdId());
        Account account = order == null ? null : state().account(order.terms().account());
        Instrument instrument = order == null ? null : rules.instruments().get(order.terms().instrument());
        if (account != null && instrument != null) {
            recentFills.add(instrument, account.currency(), order.terms().side(), filled.fill());
        }
    }

    private boolean isOver(ClOrdId id) {
        Order order = order(id);
        return order == null || order.status().isTerminal();
    }
}
