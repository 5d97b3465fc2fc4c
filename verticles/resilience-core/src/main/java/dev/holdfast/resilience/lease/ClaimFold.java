package dev.holdfast.resilience.lease;

import java.util.Objects;

/**
 * Says for each record of a log, read in order, whether it counts: a claim only if it names the one before it
 * (compare-and-set by log order), any other record only if it names exactly the current claim and carries
 * the next sequence number. Every reader folds the same log to the same answers (ownership rules 1 and 2).
 */
public final class ClaimFold {
    /** The next sequence number of a claim that was given up: no record can carry it. */
    public static final long RELEASED = -1;
    private ClaimId current;
    private long nextSeq;
    private long voidRecords;

    public ClaimFold() {
        this(null, 0);
    }

    /** Goes on where another fold stood; {@code nextSeq} also says whether the claim was given up. */
    public ClaimFold(ClaimId current, long nextSeq) {
        this.current = current;
        this.nextSeq = nextSeq;
    }

    /**
     * Takes a claim.
     *
     * @param previous the claim it replaces; null claims a log without any
     * @param claimed  its own identity; the offset is that of this record
     * @return true if it is valid, and so current from here on
     */
    public boolean claim(ClaimId previous, ClaimId claimed) {
        if (!Objects.equals(previous, current)) {
            voidRecords++;
            return false;
        }
        current = claimed;
        nextSeq = 0;
        return true;
    }

    /**
     * Takes the owner's giving up; true if it is valid. The claim stays the one that the next claim has to
     * name, but no record of it counts any more.
     */
    public boolean release(ClaimId claim, long seq) {
        boolean valid = record(claim, seq);
        if (valid) {
            nextSeq = RELEASED;
        }
        return valid;
    }

    /** Takes any other record; true if it is valid. */
    public boolean record(ClaimId claim, long seq) {
        if (current == null || isReleased() || !current.equals(claim) || seq != nextSeq) {
            voidRecords++;
            return false;
        }
        nextSeq++;
        return true;
    }

    /** True if nobody holds the current claim any more: its owner gave it up. */
    public boolean isReleased() {
        return nextSeq == RELEASED;
    }

    /** Null before the first claim. */
    public ClaimId current() {
        return current;
    }

    public long nextSeq() {
        return nextSeq;
    }

    /** Records that counted for nobody: of a deposed owner, or with a hole before them. */
    public long voidRecords() {
        return voidRecords;
    }
}
