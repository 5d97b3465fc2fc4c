package dev.holdfast.persistence;

import dev.holdfast.persistence.store.StreamPartition;
import dev.holdfast.resilience.checkpoint.AdmissionRule.Bounds;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topics;
import java.util.Map;

/**
 * How many journal and audit records the database lacks. An upper bound: claims and void records at the end
 * of a shard count until the next decision.
 */
final class Lag {
    private Map<Integer, Bounds> journal = Map.of();
    private Map<Integer, Bounds> audit = Map.of();
    private Map<ShardId, ShardPosition> shards = Map.of();
    private Map<StreamPartition, Long> streams = Map.of();

    void topics(Map<Integer, Bounds> journalNow, Map<Integer, Bounds> auditNow) {
        journal = journalNow;
        audit = auditNow;
    }

    void stored(Map<ShardId, ShardPosition> storedShards, Map<StreamPartition, Long> storedStreams) {
        shards = storedShards;
        streams = storedStreams;
    }

    long records() {
        long missing = 0;
        for (Map.Entry<Integer, Bounds> shard : journal.entrySet()) {
            ShardPosition at = shards.getOrDefault(new ShardId(shard.getKey()), ShardPosition.BEGINNING);
            missing += Math.max(0, shard.getValue().end() - at.nextOffset());
        }
        for (Map.Entry<Integer, Bounds> part : audit.entrySet()) {
            StreamPartition partition = new StreamPartition(Topics.AUDIT.name(), part.getKey());
            missing += Math.max(0, part.getValue().end() - streams.getOrDefault(partition, 0L));
        }
        return missing;
    }
}
