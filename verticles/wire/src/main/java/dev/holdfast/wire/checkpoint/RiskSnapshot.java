package dev.holdfast.wire.checkpoint;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.TradingState;
import java.time.Instant;
import java.util.List;

/**
 * What the risk watch folds of the journal beside the desks themselves: from when on each drawdown is
 * measured. Each shard has its own offset; the desk it belongs to is in the shard's own part.
 *
 * @param asOf time of the newest event in it
 */
public record RiskSnapshot(Instant asOf, List<Shard> shards) {
    /** Its part in a checkpoint. */
    public static final String PART = "risk";

    public RiskSnapshot {
        shards = List.copyOf(shards);
    }

    /**
     * One shard.
     *
     * @param nextOffset first offset that is not in it
     * @param claim      current there; null before the first
     * @param state      of the shard as a whole
     */
    public record Shard(int shard, long nextOffset, ClaimId claim, long nextSeq, TradingState state,
                        List<Measured> accounts) {
        public Shard {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * One account.
     *
     * @param since   its opening, or the end of its newest halt
     * @param resumed a halt of it was ended once
     */
    public record Measured(AccountId account, TradingState state, Instant since, boolean resumed) {
    }
}
