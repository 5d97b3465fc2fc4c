package dev.holdfast.trading.reconcile;

import java.time.Duration;
import java.time.Instant;

/**
 * When 'the venue does not know this order' becomes proof that it never will (ownership rule 12), for a venue
 * that refuses a request older than its window: two negative answers at least a second apart, on a session
 * opened after the request expired, each at a venue time past expiry, engine bound and query lag, and each
 * with the venue's lists of open orders and of trades agreeing. Immutable;
 * all times are the venue's clock, because ours may be off by more than the bounds.
 *
 * @param expiresAt     from then on the venue refuses the request
 * @param firstNegative venue time of the first negative answer that counted; null if none did
 * @param session       session of that answer
 */
public record AbsenceRule(Instant expiresAt, Instant firstNegative, String session) {
    /** The longest a venue's engine takes over a request that it let in. */
    public static final Duration ENGINE_BOUND = Duration.ofSeconds(10);
    /** The longest an accepted order stays invisible to queries. */
    public static final Duration QUERY_LAG = Duration.ofSeconds(1);
    /** Two answers closer together could come from the same stale copy. */
    public static final Duration BETWEEN = Duration.ofSeconds(1);

    /** What a negative answer leads to. */
    public sealed interface Verdict {
        /** Not proven; go on with {@code rule}. */
        record NotYet(AbsenceRule rule) implements Verdict {
        }

        /** Proven; {@code evidence} is what the journal cites. */
        record Absent(String evidence) implements Verdict {
        }
    }

    public static AbsenceRule of(Instant expiresAt) {
        return new AbsenceRule(expiresAt, null, null);
    }

    /** True if a negative answer of that venue time may count: the order could not be on its way any more. */
    public boolean isPastDoubt(Instant venueTime) {
        return venueTime.isAfter(expiresAt.plus(ENGINE_BOUND).plus(QUERY_LAG));
    }

    /** True if only the session's age keeps a negative answer of that venue time from counting. */
    public boolean needsNewerSession(Instant venueTime, Instant sessionOpenedAt) {
        return isPastDoubt(venueTime) && !sessionOpenedAt.isAfter(expiresAt);
    }

    /**
     * Weighs one negative answer. One that the venue's own lists contradict starts the proof over.
     *
     * @param venueTime       the venue's clock when it answered
     * @param answerSession   the session that was asked
     * @param sessionOpenedAt when that session was opened, the venue's clock
     * @param notListed       true if neither the list of open orders nor that of the instrument's trades,
     *                        both taken on that session with the answer, show the order; false also where
     *                        one of them could not be had
     */
    public Verdict negative(Instant venueTime, String answerSession, Instant sessionOpenedAt,
                            boolean notListed) {
        if (!notListed) {
            return new Verdict.NotYet(of(expiresAt));
        }
        Instant settled = expiresAt.plus(ENGINE_BOUND).plus(QUERY_LAG);
        boolean counts = sessionOpenedAt.isAfter(expiresAt) && venueTime.isAfter(settled);
        if (!counts) {
            return new Verdict.NotYet(this);
        }
        if (firstNegative == null || !answerSession.equals(session)) {
            return new Verdict.NotYet(new AbsenceRule(expiresAt, venueTime, answerSession));
        }
        if (venueTime.isBefore(firstNegative.plus(BETWEEN))) {
            return new Verdict.NotYet(this);
        }
        return new Verdict.Absent("not at the venue at " + firstNegative + " and " + venueTime
            + " venue time, in no list of orders or trades, expired " + expiresAt + ", session " + session);
    }
}
