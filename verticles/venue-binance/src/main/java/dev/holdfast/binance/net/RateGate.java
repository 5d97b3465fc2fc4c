package dev.holdfast.binance.net;

import java.util.EnumMap;
import java.util.Map;

/**
 * What we hold back by ourselves: more requests at once than the bound, and anything while the venue said to
 * wait. To go on asking after a 429 turns it into a ban (418) of minutes to days. Pure; times in nanoseconds
 * of a monotonic clock.
 */
public final class RateGate {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** Without Retry-After: the length of the venue's shortest order window. */
    private static final long LIMITED_SECONDS = 10;
    /** Without Retry-After: the venue's shortest ban. */
    private static final long BANNED_SECONDS = 120;
    /** The venue's longest ban; a header that asks for more is nonsense. */
    private static final long MAX_SECONDS = 3 * 86_400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BANNED = 418;

    private final int maxInFlight;
    private final Map<Kind, Integer> inFlight = new EnumMap<>(Kind.class);
    private long quietUntilNanos;
    private boolean quiet;

    /** Bounded apart, so that questions never keep a cancel waiting. */
    public enum Kind {
        /** Places, changes or cancels. */
        ORDER,
        /** Changes nothing at the venue. */
        QUESTION
    }

    RateGate(int maxInFlight) {
        this.maxInFlight = maxInFlight;
        for (Kind kind : Kind.values()) {
            inFlight.put(kind, 0);
        }
    }

    /** Takes a place; null if it did, else why not. Whoever got in must {@link #leave}. */
    String enter(Kind kind, long nowNanos) {
        String waiting = waiting(nowNanos);
        if (waiting != null) {
            return waiting;
        }
        if (inFlight.get(kind) >= maxInFlight) {
            return maxInFlight + " requests are under way, no more are sent at once";
        }
        inFlight.merge(kind, 1, Integer::sum);
        return null;
    }

    void leave(Kind kind) {
        inFlight.merge(kind, -1, Integer::sum);
    }

    /** Null if the venue lets us speak, else for how long not. */
    String waiting(long nowNanos) {
        if (quiet && nowNanos - quietUntilNanos >= 0) {
            quiet = false;
        }
        return !quiet ? null
            : "the venue said to wait, for " + (quietUntilNanos - nowNanos) / NANOS_PER_MILLI + " ms more";
    }

    /** Notes the answer's status. */
    void answered(int status, long retryAfterSeconds, long nowNanos) {
        if (status != TOO_MANY_REQUESTS && status != BANNED) {
            return;
        }
        long otherwise = status == BANNED ? BANNED_SECONDS : LIMITED_SECONDS;
        long seconds = Math.min(MAX_SECONDS, retryAfterSeconds >= 0 ? retryAfterSeconds : otherwise);
        long until = nowNanos + seconds * NANOS_PER_SECOND;
        if (!quiet || until - quietUntilNanos > 0) {
            quietUntilNanos = until;
        }
        quiet = true;
    }

    int inFlight(Kind kind) {
        return inFlight.get(kind);
    }
}
