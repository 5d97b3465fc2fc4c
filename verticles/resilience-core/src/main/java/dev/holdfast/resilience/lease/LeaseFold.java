package dev.holdfast.resilience.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says for each record of the duties' log, read in order, whether it counts. A claim, a renewal and a release
 * all name the duty's last valid record: a renewal that came between voids the claim, and a claim that came
 * between voids the renewal, so two holders are never valid at once (ownership rule 21). What is valid is
 * decided by log order alone; when a claim may be tried is {@link DutyDesk}'s.
 *
 * <p>The log keeps an hour. A claim that names nothing counts if the duty's last valid record is so old that
 * a reader who starts now may not find it; a reader's first record of a duty counts if the one that it names
 * was deleted before the reader began.
 */
public final class LeaseFold {
    /**
     * Age of the last record beyond which a claim need not know it. Below the log's hour by more than any two
     * clocks differ: where one reader still knows the record and another does not, both decide alike.
     */
    public static final Duration FORGOTTEN = Duration.ofMinutes(50);

    private final long logStart;
    private final Map<String, Tenure> duties = new TreeMap<>();
    private long voidRecords;

    /**
     * The state of a duty after its last valid record.
     *
     * @param last  that record
     * @param token offset of the claim under which it stands: grows with each holder
     */
    public record Tenure(ClaimId last, long token, boolean released, Instant at) {
    }

    /**
     * One record.
     *
     * @param previous the duty's last valid record as its writer knew it; null if it knew none
     * @param own      its own place and writer
     */
    public record Entry(String duty, ClaimId previous, ClaimId own, Instant at) {
    }

    /** Begins where the log begins. */
    public LeaseFold(long logStart) {
        this.logStart = logStart;
    }

    /** True if the claim counts: its writer holds the duty from here on. */
    public boolean claim(Entry claim) {
        Tenure tenure = duties.get(claim.duty());
        boolean valid = claim.previous() == null ? isForgotten(tenure, claim.at()) : follows(claim, tenure);
        return take(claim, valid, claim.own().offset(), false);
    }

    /** True if the renewal counts. */
    public boolean renew(Entry renewal) {
        return take(renewal, byHolder(renewal), token(renewal), false);
    }

    /** True if the release counts: anybody may claim from here on. */
    public boolean release(Entry release) {
        return take(release, byHolder(release), token(release), true);
    }

    private boolean take(Entry entry, boolean valid, long token, boolean released) {
        if (valid) {
            duties.put(entry.duty(), new Tenure(entry.own(), token, released, entry.at()));
        } else {
            voidRecords++;
        }
        return valid;
    }

    private static boolean isForgotten(Tenure tenure, Instant now) {
        return tenure == null || !now.isBefore(tenure.at().plus(FORGOTTEN));
    }

    private boolean follows(Entry entry, Tenure tenure) {
        return tenure == null ? entry.previous().offset() < logStart
            : entry.previous().equals(tenure.last());
    }

    private boolean byHolder(Entry entry) {
        Tenure tenure = duties.get(entry.duty());
        ClaimId previous = entry.previous();
        return previous != null && follows(entry, tenure) && (tenure == null || !tenure.released())
            && previous.node().equals(entry.own().node())
            && previous.incarnation().equals(entry.own().incarnation());
    }

    /** Of a holder whose claim was deleted before this reader began, the oldest record known is as good. */
    private long token(Entry entry) {
        Tenure tenure = duties.get(entry.duty());
        return tenure != null ? tenure.token() : entry.own().offset();
    }

    /** Null for a duty that nobody holds or held lately. */
    public Tenure of(String duty) {
        return duties.get(duty);
    }

    /** Records that counted for nobody. */
    public long voidRecords() {
        return voidRecords;
    }
}
