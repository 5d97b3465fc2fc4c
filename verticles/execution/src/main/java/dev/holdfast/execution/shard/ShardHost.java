package dev.holdfast.execution.shard;

import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All shards of a node on one journal tail: folds everything from the beginning, then claims each shard. The
 * one path of start, restart and recovery.
 */
public final class ShardHost {
    private final StreamTail<JournalRecord> tail;
    private final Map<Integer, Shard> shards = new TreeMap<>();

    /** Must be made on the context that runs the shards. */
    public ShardHost(Vertx vertx, String bootstrap, Function<ShardId, Shard> make, Runnable onBroken) {
        for (int number = 0; number < ShardId.COUNT; number++) {
            shards.put(number, make.apply(new ShardId(number)));
        }
        this.tail = new StreamTail<>(vertx, bootstrap, Topics.JOURNAL, new StreamTail.Listener<>() {
            @Override
            public void onRecord(int partition, long offset, JournalRecord record) {
                shards.get(partition).onRecord(offset, record);
            }

            @Override
            public void onCaughtUp() {
                shards.values().forEach(Shard::claim);
            }

            @Override
            public void onBroken(Throwable cause) {
                onBroken.run();
            }
        });
    }

    public void start() {
        tail.start(Map.of());
    }

    /** Stops reading and every shard with it. */
    public void abandon(String why) {
        tail.stop();
        shards.values().forEach(shard -> shard.abandon(why));
    }

    public Shard shard(ShardId id) {
        return shards.get(id.number());
    }

    public Iterable<Shard> shards() {
        return shards.values();
    }

    public boolean allLive() {
        return shards.values().stream().allMatch(Shard::isLive);
    }
}
