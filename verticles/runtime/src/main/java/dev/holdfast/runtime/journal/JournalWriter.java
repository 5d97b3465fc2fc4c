package dev.holdfast.runtime.journal;

import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.journal.JournalRecord;
import io.vertx.core.Future;

/** The owner's pen. An append that succeeded is in the log; whether it counts, only the read-back says. */
public interface JournalWriter {
    /**
     * Appends one record to a shard, after all that were appended before.
     *
     * @param key the account it is about, for analysts; the shard alone decides the partition
     * @return completes on the caller's context; a failure means 'perhaps written, perhaps not'
     */
    Future<Void> append(ShardId shard, String key, JournalRecord record);

    /** Gives up at once: what waits is dropped, not flushed (ownership rule 5). */
    void abandon();
}
