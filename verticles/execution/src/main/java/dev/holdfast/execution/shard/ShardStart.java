package dev.holdfast.execution.shard;

import dev.holdfast.wire.checkpoint.ShardSnapshot;

/**
 * How the fold of a shard begins.
 *
 * @param snapshot what it goes on behind; null reads the journal from its beginning
 * @param lost     null, or which records are gone that were once read: the shard then starts HALTED
 */
public record ShardStart(ShardSnapshot snapshot, String lost) {
    /** Reads the journal from its beginning. */
    public static final ShardStart BEGINNING = new ShardStart(null, null);
}
