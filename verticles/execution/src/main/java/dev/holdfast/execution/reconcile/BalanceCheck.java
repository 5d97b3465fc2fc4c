package dev.holdfast.execution.reconcile;

import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.execution.shard.Tenure;
import java.math.BigDecimal;
import java.util.Map;

/** placeholder */
final class BalanceCheck {
    BalanceCheck(ShardKeeper keeper) {
    }

    void compare(Map<String, BigDecimal> venue, Tenure house) {
    }
}
