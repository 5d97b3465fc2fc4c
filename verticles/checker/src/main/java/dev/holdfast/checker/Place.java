package dev.holdfast.checker;

import dev.holdfast.resilience.lease.ClaimId;

/** Where in the journal we are, and under whose claim. */
record Place(int shard, long offset, ClaimId claim) {
    /** The end of a shard's journal. */
    static Place end(int shard) {
        return new Place(shard, -1, null);
    }

    /** In the venue's ledger. */
    static Place ledger() {
        return new Place(-1, -1, null);
    }
}
