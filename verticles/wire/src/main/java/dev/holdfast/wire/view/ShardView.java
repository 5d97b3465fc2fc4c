package dev.holdfast.wire.view;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.order.TradingState;

/**
 * One shard's committed fold on the node that answers.
 *
 * @param nextOffset first journal offset that is not folded yet: the hash is of everything before it
 * @param claim      null if nobody ever claimed it
 * @param stateHash  null unless it was asked for
 */
public record ShardView(int shard, long nextOffset, ClaimId claim, long nextSeq, String stateHash,
                        TradingState tradingState, int orders, int openOrders, long voidRecords,
                        long parkedReports) {
    /** The same with the hash of the state at its offset. */
    public ShardView withHash(String hash) {
        return new ShardView(shard, nextOffset, claim, nextSeq, hash, tradingState, orders, openOrders,
            voidRecords, parkedReports);
    }
}
