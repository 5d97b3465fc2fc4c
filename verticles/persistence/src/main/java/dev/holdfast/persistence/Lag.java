package dev.holdfast.persistence;

import dev.holdfast.persistence.store.StreamPartition;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topics;
import java.util.Map;

/**
 * How many journal and audit records the database lacks. An upper bound: claims and void records at the end
 * of a shard count until the next decision.
 */
final class Lag {
    private Map<Integer, Long> journalEnds = Map.of();
    private Map<Integer, Long> auditEnds = Map.of();
    private Map<ShardId, ShardPosition> shards = Map.of();
    private Map<StreamPartition, Long> streams = Map.of();

    void ends(Map<Integer, Long> journal, Map<Integer, Long> audit) {
        journalEnds = journal;
        auditEnds = audit;
    }

    void stored(Map<ShardId, ShardPosition> storedShards, Map<StreamPartition, Long> storedStreams) {
        shards = storedShards;
        streams = storedStreams;
    }

    long records() {
        long missing = 0;
        for (Map.Entry<Integer, Long> end : journalEnds.entrySet()) {
            ShardPosition at = shards.getOrDefault(new ShardId(end.getKey()), ShardPosition.BEGINNING);
            missing += Math.max(0, end.getValue() - at.nextOffset());
        }
        for (Map.Entry<Integer, Long> end : auditEnds.entrySet()) {
            StreamPartition partition = new StreamPartition(Topics.AUDIT.name(), end.getKey());
            missing += Math.max(0, end.getValue() - streams.getOrDefault(partition, 0L));
        }
        return missing;
    }
}
