package dev.holdfast.persistence.audit;

import dev.holdfast.persistence.audit.AuditChain.Link;

/** Checks a chain entry by entry, in the order of their numbers, and remembers the first fault. */
public final class AuditWalk {
    private long good;
    private String head = AuditChain.GENESIS;
    private AuditVerdict broken;

    /** The next entry; after a fault nothing more is looked at. */
    public void next(Link link) {
        if (broken != null) {
            return;
        }
        String hash = AuditChain.hash(head, link.entry());
        if (link.seq() != good + 1) {
            broken = broken(good + 1, "entry missing or number changed", good + 1, link.seq());
        } else if (!head.equals(link.previousHash())) {
            broken = broken(link.seq(), "it does not follow the entry before it", head, link.previousHash());
        } else if (!hash.equals(link.hash())) {
            broken = broken(link.seq(), "its content is not what was hashed", hash, link.hash());
        } else {
            good++;
            head = hash;
        }
    }

    /**
     * The verdict after the last entry.
     *
     * @param headSeq  number of the newest entry by the separate note of it
     * @param headHash its hash by that note
     */
    public AuditVerdict finish(long headSeq, String headHash) {
        if (broken != null) {
            return broken;
        }
        if (headSeq != good) {
            return broken(Math.min(headSeq, good) + 1, "the trail does not end where it was last written",
                headSeq, good);
        }
        return head.equals(headHash) ? new AuditVerdict(true, good, 0, null, null, null, head)
            : broken(good, "the newest entry is not the one last written", headHash, head);
    }

    private AuditVerdict broken(long at, String what, Object expected, Object found) {
        return new AuditVerdict(false, good, at, what, String.valueOf(expected), String.valueOf(found), head);
    }
}
