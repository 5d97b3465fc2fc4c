package dev.holdfast.resilience.breaker;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A circuit breaker (requirement A3.2): closed, it counts; after so many failures in a row, or at such a rate
 * of them, it is open and passes nothing; after a while it is half-open and passes trials, one at a time; so
 * many successful ones close it, one that failed opens it again (invariant 22). An operator may hold it open
 * or closed.
 *
 * <p>Every call that passes has a permit, which says in which life of the breaker it began: what comes back
 * from an earlier one says nothing about this one and is ignored. Times are of a monotonic clock; what only
 * needs time to pass is reckoned at the next look, as of when it was due. Not for several threads at once.
 */
public final class Breaker {
    /** Instead of a permit: the call must not be made. */
    public static final long REJECTED = -1;
    /** Changes kept for {@link #nextChange}; whoever looks after every call never misses one. */
    private static final int MAX_CHANGES = 16;
    private static final int HUNDRED = 100;

    private final BreakerLimits limits;
    private final CallWindow window;
    private final long openForNanos;
    private final long patienceNanos;
    private final Deque<BreakerChange> changes = new ArrayDeque<>();
    private BreakerState state = BreakerState.CLOSED;
    private BreakerMode mode = BreakerMode.AUTO;
    private long sinceNanos;
    private long generation;
    private int failuresInRow;
    private boolean onTrial;
    private long trialNanos;
    private int trialsPassed;
    private long calls;
    private long failures;
    private long rejected;

    /** Begins closed. */
    public Breaker(BreakerLimits limits, long nanos) {
        this.limits = limits;
        this.window = new CallWindow(limits.window().toMillis(), nanos);
        this.openForNanos = limits.openFor().toNanos();
        this.patienceNanos = limits.trialPatience().toNanos();
        this.sinceNanos = nanos;
    }

    /** Asks to make a call: its permit, to be settled once, or {@link #REJECTED}. */
    public long admit(long nanos) {
        if (!wouldAdmit(nanos)) {
            rejected++;
            return REJECTED;
        }
        if (state == BreakerState.HALF_OPEN) {
            onTrial = true;
            trialNanos = nanos;
            generation++;
        }
        return generation;
    }

    /** True if a call asked for now would pass. */
    public boolean wouldAdmit(long nanos) {
        advance(nanos);
        return switch (state) {
            case CLOSED -> true;
            case OPEN -> false;
            case HALF_OPEN -> !onTrial;
        };
    }

    /** A call ended. The rate is judged at every end: a success, too, may be the call that makes it count. */
    public void settle(long permit, CallResult result, long nanos) {
        advance(nanos);
        if (permit != generation) {
            return;
        }
        boolean failed = result == CallResult.FAILURE;
        if (result != CallResult.NEUTRAL) {
            calls++;
            failures += failed ? 1 : 0;
            window.add(failed, nanos);
        }
        switch (state) {
            case CLOSED -> settleCall(result, nanos);
            case HALF_OPEN -> settleTrial(result, nanos);
            case OPEN -> throw new IllegalStateException("an open breaker gave out permit " + permit);
        }
    }

    private void settleCall(CallResult result, long nanos) {
        if (result == CallResult.NEUTRAL) {
            return;
        }
        failuresInRow = result == CallResult.FAILURE ? failuresInRow + 1 : 0;
        if (mode != BreakerMode.AUTO) {
            return;
        }
        if (failuresInRow >= limits.failuresInRow()) {
            to(BreakerState.OPEN, failuresInRow + " failures in a row", null, nanos);
        } else if (window.calls() >= limits.leastCalls()
            && (long) window.failures() * HUNDRED >= (long) window.calls() * limits.ratePercent()) {
            to(BreakerState.OPEN, window.failures() + " of " + window.calls() + " calls failed within "
                + limits.window().toSeconds() + " s", null, nanos);
        }
    }

    private void settleTrial(CallResult result, long nanos) {
        onTrial = false;
        generation++;
        switch (result) {
            case FAILURE -> to(BreakerState.OPEN, "a trial failed", null, nanos);
            case SUCCESS -> {
                trialsPassed++;
                if (trialsPassed >= limits.trialsToClose()) {
                    to(BreakerState.CLOSED, trialsPassed + " trials succeeded", null, nanos);
                }
            }
            case NEUTRAL -> { }
        }
    }

    /**
     * An operator takes it over, or gives it back to its rule. Given back, one that was held open is open
     * since it first was, so that trials follow when they would have; one that was held closed begins anew.
     */
    public void force(BreakerMode wanted, String by, String why, long nanos) {
        advance(nanos);
        if (wanted == mode) {
            return;
        }
        mode = wanted;
        switch (wanted) {
            case OPEN -> to(BreakerState.OPEN, why, by, nanos);
            case CLOSED -> to(BreakerState.CLOSED, why, by, nanos);
            case AUTO -> {
                to(state, why, by, nanos);
                advance(nanos);
            }
        }
    }

    /**
     * What is called is another one from here on, such as a restarted process: what was learnt of the old one
     * means nothing. Changes nothing that an operator holds.
     */
    public void renew(String why, long nanos) {
        advance(nanos);
        if (mode == BreakerMode.AUTO) {
            to(BreakerState.CLOSED, why, null, nanos);
        }
    }

    /**
     * What is called gave a sign of life of its own: an open one begins its trials now. A trial that fails
     * opens it again, so one that lives and does not answer costs one call for each sign.
     */
    public void hear(String why, long nanos) {
        advance(nanos);
        if (mode == BreakerMode.AUTO && state == BreakerState.OPEN) {
            to(BreakerState.HALF_OPEN, why, null, nanos);
        }
    }

    /** Lets time pass, for whoever only watches. */
    public void advance(long nanos) {
        window.slide(nanos);
        if (mode != BreakerMode.AUTO) {
            return;
        }
        if (state == BreakerState.HALF_OPEN && onTrial && nanos - trialNanos >= patienceNanos) {
            to(BreakerState.OPEN, "nothing was heard of a trial", null, trialNanos + patienceNanos);
        }
        if (state == BreakerState.OPEN && nanos - sinceNanos >= openForNanos) {
            to(BreakerState.HALF_OPEN, "it was open for " + limits.openFor().toSeconds() + " s", null,
                sinceNanos + openForNanos);
        }
    }

    /** What is under way began in another life, and what was counted in it does not count any more. */
    private void to(BreakerState next, String why, String by, long nanos) {
        generation++;
        failuresInRow = 0;
        trialsPassed = 0;
        onTrial = false;
        if (next == BreakerState.CLOSED) {
            window.clear();
        }
        if (next == state) {
            return;
        }
        if (changes.size() == MAX_CHANGES) {
            changes.removeFirst();
        }
        changes.addLast(new BreakerChange(state, next, why, by, nanos));
        state = next;
        sinceNanos = nanos;
    }

    public BreakerState state() {
        return state;
    }

    public BreakerMode mode() {
        return mode;
    }

    /** The oldest change that was not taken yet; null if there is none. */
    public BreakerChange nextChange() {
        return changes.pollFirst();
    }

    public BreakerSnapshot snapshot(long nanos) {
        advance(nanos);
        return new BreakerSnapshot(state, mode, failuresInRow, window.calls(), window.failures(), calls,
            failures, rejected, sinceNanos);
    }
}
