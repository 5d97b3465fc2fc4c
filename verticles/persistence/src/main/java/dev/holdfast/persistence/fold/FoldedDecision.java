package dev.holdfast.persistence.fold;

import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.desk.DeskSnapshot.Standing;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import java.time.Instant;
import java.util.List;

/**
 * One journal decision with what it changed: all that its rows need.
 *
 * @param before where the shard's fold stood: rows are written only if the database stands there too
 * @param state  the shard after the decision
 */
public record FoldedDecision(ShardId shard, ShardPosition before, ShardPosition after, List<Change> changes,
                             ShardState state) {

    /** What a shard knows besides accounts and orders. */
    public record ShardState(TradingState tradingState, Instant lastEventAt, long parkedReports,
                             Standing standing) {
    }

    /**
     * One event and its effect.
     *
     * @param index      its place within the decision
     * @param order      after the event; null if it concerns none
     * @param ended      true if exactly this event ended the order
     * @param fill       the execution that was booked, corrected (its new form) or busted; else null
     * @param instrument of the order; null without one
     * @param account    after the event, if the event changed it; else null
     * @param roundTrip  the round trip that ended here; else null
     */
    public record Change(int index, DeskEvent event, Order order, boolean ended, Fill fill,
                         Instrument instrument, Account account, RoundTrip roundTrip) {
    }

    /** Offset of the decision in the journal. */
    public long offset() {
        return after.nextOffset() - 1;
    }
}
