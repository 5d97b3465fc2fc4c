package dev.holdfast.node.past;

import dev.holdfast.trading.position.Account;
import java.time.Instant;
import java.util.List;

/**
 * The state at a time.
 *
 * @param checkpoint what it was reached from; null if the journal was read from its beginning
 * @param store      where that is
 * @param records    journal records read behind it
 * @param millis     that it took, the reading of the checkpoint included
 * @param proof      null unless asked for
 */
public record PastReport(Instant at, String checkpoint, String store, long records, long millis,
                         List<ShardLine> shards, List<Account> accounts, Proof proof) {
    /**
     * One shard.
     *
     * @param from        offset of the checkpoint, 0 without one
     * @param nextOffset  first offset that is not in it
     * @param replayed    hash of the full replay; null unless asked for
     */
    public record ShardLine(int shard, long from, long nextOffset, int orders, int openOrders,
                            String stateHash, String replayed) {
    }

    /** The same from the journal alone. */
    public record Proof(long records, long millis, boolean equal) {
    }
}
