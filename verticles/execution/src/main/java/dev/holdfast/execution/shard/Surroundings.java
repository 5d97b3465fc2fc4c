package dev.holdfast.execution.shard;

import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.JournalWriter;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.wire.journal.LogIdentity;
import java.util.function.Supplier;

/**
 * What a tenure needs of its node.
 *
 * @param log the log that its claim names
 */
record Surroundings(NodeIdentity me, ClusterWatch cluster, DeskRules rules, JournalWriter writer,
                    Supplier<DeskContext> world, LogIdentity log, Watcher watcher) {

    /** Hears how a tenure fares. */
    interface Watcher {
        void onLive(Tenure tenure);

        /** Called once. */
        void onEnd(Tenure tenure, Tenure.End how, String why);
    }
}
