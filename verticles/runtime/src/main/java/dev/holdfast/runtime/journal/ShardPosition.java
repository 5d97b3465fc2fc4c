package dev.holdfast.runtime.journal;

import dev.holdfast.resilience.lease.ClaimId;

/**
 * How far a reader has folded one shard's journal. Stored with the fold, it lets the reader go on without
 * reading from the beginning.
 *
 * @param nextOffset first offset that is not folded
 * @param claim      the claim that is current there; null before the first
 * @param nextSeq    the sequence number that is next within that claim
 */
public record ShardPosition(long nextOffset, ClaimId claim, long nextSeq) {
    /** Nothing folded. */
    public static final ShardPosition BEGINNING = new ShardPosition(0, null, 0);
}
