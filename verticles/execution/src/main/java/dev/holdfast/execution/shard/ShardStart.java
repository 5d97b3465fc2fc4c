package dev.holdfast.execution.shard;

import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.wire.checkpoint.ShardSnapshot;

/**
 * How the fold of a shard begins.
 *
 * @param snapshot what it goes on behind; null reads the journal from its beginning
 * @param state    restored from it, off the event loop; it is the fold's own from here on
 * @param lost     null, or which records are gone that were once read: the shard then starts HALTED
 */
public record ShardStart(ShardSnapshot snapshot, DeskState state, String lost) {
    /** Reads the journal from its beginning. */
    public static final ShardStart BEGINNING = new ShardStart(null, null, null);

    /** Reads it from its beginning and starts HALTED. */
    public static ShardStart halted(String lost) {
        return new ShardStart(null, null, lost);
    }
}
