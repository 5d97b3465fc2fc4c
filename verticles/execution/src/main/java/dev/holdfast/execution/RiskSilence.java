package dev.holdfast.execution;

import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.execution.shard.Tenure;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.order.TradingState;
import java.time.Duration;

/**
 * Without the risk service nobody watches what was approved: when it has been silent for {@link #LIMIT},
 * every shard goes to REDUCE_ONLY. An operator resumes it: a service that comes and goes must not switch
 * trading.
 */
final class RiskSilence {
    /** From the last sign of life of any risk service to REDUCE_ONLY. */
    static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration FROZEN = Duration.ofMillis(500);

    private final ShardKeeper keeper;
    private boolean everHeard;
    private long tickedAt;
    private long heardAt;

    RiskSilence(ShardKeeper keeper) {
        this.keeper = keeper;
    }

    void heard(long nanos) {
        everHeard = true;
        heardAt = nanos;
    }

    /** A cluster that runs without any risk service was configured so: it is not watched for. */
    void tick(long nanos) {
        long gap = nanos - tickedAt;
        tickedAt = nanos;
        if (gap > FROZEN.toNanos()) {
            // It was this node that stood still; what was said meanwhile is still to be read.
            heardAt += gap;
        }
        if (!everHeard || nanos - heardAt < LIMIT.toNanos()) {
            return;
        }
        for (Tenure tenure : keeper.live()) {
            if (tenure.replica().state().shardState() == TradingState.ACTIVE) {
                tenure.handle(new DeskCommand.SetTradingState(null, TradingState.REDUCE_ONLY,
                    "no risk service was heard for " + LIMIT.toSeconds() + " s", "execution"));
            }
        }
    }
}
