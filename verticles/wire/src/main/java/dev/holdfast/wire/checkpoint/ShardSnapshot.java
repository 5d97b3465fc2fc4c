package dev.holdfast.wire.checkpoint;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.desk.DeskSnapshot;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.wire.journal.LogIdentity;
import java.util.List;

/**
 * The committed fold of one shard with everything a reader needs to go on behind it (ownership rule 24).
 *
 * @param nextOffset  first offset that is not in it
 * @param leaderEpoch of the record before that offset; null while it is not known. A log that was truncated
 *                    and grew again has another one there
 * @param claim       the claim that is current at the offset; null before the first
 * @param nextSeq     as {@code ClaimFold} has it: a claim that was given up has none
 * @param releasedTo  whom the last owner named when it gave the shard up; null if nobody
 * @param log         the log that the claims name; null before the first
 * @param attempts    the newest journalled send of every order that has not ended
 */
public record ShardSnapshot(int shard, long nextOffset, Integer leaderEpoch, ClaimId claim, long nextSeq,
                            String releasedTo, LogIdentity log, DeskSnapshot desk,
                            List<SendAttempted> attempts) {
    public ShardSnapshot {
        attempts = List.copyOf(attempts);
    }

    /** Name of a shard's part in a checkpoint. */
    public static String part(int shard) {
        return "execution-" + (shard < 10 ? "0" : "") + shard;
    }
}
