package dev.holdfast.resilience.lease;

import dev.holdfast.resilience.partition.FailureDetector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One node's side of one single-holder duty: when to claim it, when to renew it, and whether it is held right
 * now. It is held only while a claim or renewal of this node was read back as valid and is younger than the
 * ttl, counted from its sending; others count theirs from the reading, which is later, so the old holder has
 * always stopped before the next begins (ownership rules 21 and 22).
 */
public final class DutyDesk {
    /** Others wait so much longer than the ttl: clocks of two machines may run at slightly unequal rates. */
    static final Duration MARGIN = Duration.ofMillis(100);
    /** Renewals in one ttl: one may be lost and the next is still in time. */
    private static final int RENEWALS_PER_TTL = 4;
    private static final int MAX_UNDER_WAY = 16;

    private final Terms terms;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private LeaseFold.Tenure tenure;
    private boolean mine;
    private boolean confirmed;
    private long confirmedNanos;
    private long heardNanos;
    private long lookedNanos;
    private Long triedNanos;
    private long count;

    private record Sent(long count, long nanos) {
    }

    /**
     * What is agreed about a duty; the same on every node.
     *
     * @param fenced true if what the duty does is fenced further down, where the highest token wins: only
     *               then may it be claimed before the ttl ran out
     */
    public record Terms(String duty, Duration ttl, boolean fenced) {
    }

    /**
     * The surroundings at one tick.
     *
     * @param mayAct     false without majority or own lease: then nothing is claimed or renewed
     * @param holderDead true if the holder is agreed to be dead
     */
    public record Look(long nanos, boolean mayAct, boolean holderDead) {
    }

    /** What to write now, if anything; {@code count} tells it apart when it is read back. */
    public sealed interface Step {
        /** Nothing. */
        record Wait() implements Step {
        }

        /** Take it. */
        record Claim(ClaimId previous, long count) implements Step {
        }

        /** Keep it. */
        record Renew(ClaimId previous, long count) implements Step {
        }
    }

    private static final Step WAIT = new Step.Wait();

    public DutyDesk(Terms terms, long nanos) {
        this.terms = terms;
        this.heardNanos = nanos;
        this.lookedNanos = nanos;
    }

    /**
     * Takes a valid record of the duty.
     *
     * @param own   true if this incarnation wrote it
     * @param sent  the count that it carries; looked at only if it is its own
     */
    public void onValid(LeaseFold.Tenure after, boolean own, long sent, long nanos) {
        tenure = after;
        heardNanos = nanos;
        mine = own && !after.released();
        confirmed = false;
        while (own && !underWay.isEmpty() && underWay.peekFirst().count() <= sent) {
            Sent oldest = underWay.removeFirst();
            if (oldest.count() == sent) {
                confirmed = mine;
                confirmedNanos = oldest.nanos();
            }
        }
    }

    /** Call several times in a ttl, once the log was read to its end. What it returns counts as sent now. */
    public Step tick(Look look) {
        long nanos = look.nanos();
        if (nanos - lookedNanos > FailureDetector.PAUSE.toNanos()) {
            // What the holder wrote during the pause may not have been read yet.
            heardNanos = nanos;
        }
        lookedNanos = nanos;
        boolean soon = triedNanos != null && nanos - triedNanos < terms.ttl().toNanos() / RENEWALS_PER_TTL;
        if (!look.mayAct() || soon) {
            return WAIT;
        }
        if (mine && isHeld(nanos)) {
            return new Step.Renew(tenure.last(), send(nanos));
        }
        return isVacant(look) ? new Step.Claim(tenure == null ? null : tenure.last(), send(nanos)) : WAIT;
    }

    private boolean isVacant(Look look) {
        long silence = look.nanos() - heardNanos;
        boolean ranOut = silence >= terms.ttl().plus(MARGIN).toNanos();
        return tenure == null || tenure.released() || ranOut || terms.fenced() && look.holderDead();
    }

    private long send(long nanos) {
        if (underWay.size() == MAX_UNDER_WAY) {
            underWay.removeFirst();
        }
        count++;
        underWay.addLast(new Sent(count, nanos));
        triedNanos = nanos;
        return count;
    }

    /** The number to put on a release. */
    public long nextCount() {
        return ++count;
    }

    /** True while this node may do the duty; ask again after any wait. */
    public boolean isHeld(long nanos) {
        return mine && confirmed && nanos - confirmedNanos < terms.ttl().toNanos();
    }

    /** After its last valid record; null before the first. */
    public LeaseFold.Tenure tenure() {
        return tenure;
    }

    /** The name of who held it last; null if nobody is known, or if it was given up. */
    public String holder() {
        return tenure == null || tenure.released() ? null : tenure.last().node();
    }
}
