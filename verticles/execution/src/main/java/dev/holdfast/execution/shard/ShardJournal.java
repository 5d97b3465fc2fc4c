package dev.holdfast.execution.shard;

import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.JournalWriter;
import dev.holdfast.wire.journal.LogIdentity;
import io.vertx.core.Future;
import java.util.Map;

/** The journal as the shards of a node need it, besides its tail. */
public interface ShardJournal {
    /** A pen of its own: giving it up drops what it has not written. */
    JournalWriter open(NodeIdentity writer);

    /** The end offset of every shard, asked of the broker now. */
    Future<Map<Integer, Long>> endOffsets();

    /** Which log this is. */
    LogIdentity identity();
}
