package dev.holdfast.wire.lease;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.resilience.lease.LeaseFold;
import dev.holdfast.wire.lease.LeaseRecord.DutyClaimed;
import dev.holdfast.wire.lease.LeaseRecord.DutyRecord;
import dev.holdfast.wire.lease.LeaseRecord.DutyReleased;
import dev.holdfast.wire.lease.LeaseRecord.DutyRenewed;

/** Says of each record about duties, read in order, whether it counts (ownership rule 21). */
public final class DutyFilter {
    private final LeaseFold fold;

    /**
     * Begins with the log.
     *
     * @param logStart offset of the first record that the log still has
     */
    public DutyFilter(long logStart) {
        this.fold = new LeaseFold(logStart);
    }

    /** Takes the next record; true if it is valid. */
    public boolean take(long offset, DutyRecord record) {
        ClaimId own = new ClaimId(offset, record.node(), record.incarnation());
        LeaseFold.Entry entry = new LeaseFold.Entry(record.duty(), record.previous(), own, record.at());
        return switch (record) {
            case DutyClaimed e -> fold.claim(entry);
            case DutyRenewed e -> fold.renew(entry);
            case DutyReleased e -> fold.release(entry);
        };
    }

    /** Who holds the duty by what was taken; null if nobody. */
    public LeaseFold.Tenure of(String duty) {
        return fold.of(duty);
    }
}
