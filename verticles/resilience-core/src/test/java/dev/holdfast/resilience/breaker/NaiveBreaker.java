package dev.holdfast.resilience.breaker;

import java.util.ArrayList;
import java.util.List;

/**
 * The rule of requirement A3.2 as one would tell it, with every call remembered for ever and everything
 * reckoned from the list: slow, and too plain to be wrong in the same way as the fast one.
 */
final class NaiveBreaker {
    private static final long SECOND = 1_000_000_000L;

    private record Ended(long nanos, boolean failed) {
    }

    private final List<Ended> sinceClosed = new ArrayList<>();
    private Long openedAt;
    private Object life = new Object();
    private Object trial;
    private Long trialAt;
    private int goodTrials;

    /** Whose call it is; null if it must not be made. */
    Object admit(long nanos) {
        BreakerState now = state(nanos);
        if (now == BreakerState.CLOSED) {
            return life;
        }
        if (now == BreakerState.OPEN || trial != null) {
            return null;
        }
        trial = new Object();
        trialAt = nanos;
        return trial;
    }

    void settle(Object whose, CallResult result, long nanos) {
        BreakerState now = state(nanos);
        if (now == BreakerState.HALF_OPEN && whose == trial) {
            endTrial(result, nanos);
        } else if (now == BreakerState.CLOSED && whose == life && result != CallResult.NEUTRAL) {
            sinceClosed.add(new Ended(nanos, result == CallResult.FAILURE));
            if (fiveInRow() || halfOfTheWindow(nanos)) {
                open(nanos);
            }
        }
    }

    boolean isOnTrial(Object whose) {
        return trial != null && trial == whose;
    }

    BreakerState state(long nanos) {
        if (trial != null && nanos - trialAt >= 30 * SECOND) {
            open(trialAt + 30 * SECOND);
        }
        if (openedAt == null) {
            return BreakerState.CLOSED;
        }
        return nanos - openedAt < 30 * SECOND ? BreakerState.OPEN : BreakerState.HALF_OPEN;
    }

    private void endTrial(CallResult result, long nanos) {
        trial = null;
        if (result == CallResult.FAILURE) {
            open(nanos);
        } else if (result == CallResult.SUCCESS && ++goodTrials == 3) {
            openedAt = null;
            goodTrials = 0;
            life = new Object();
            sinceClosed.clear();
        }
    }

    private void open(long nanos) {
        openedAt = nanos;
        trial = null;
        goodTrials = 0;
        life = null;
    }

    private boolean fiveInRow() {
        int size = sinceClosed.size();
        return size >= 5 && sinceClosed.subList(size - 5, size).stream().allMatch(Ended::failed);
    }

    private boolean halfOfTheWindow(long nanos) {
        List<Ended> within = sinceClosed.stream().filter(each -> nanos - each.nanos() < 30 * SECOND).toList();
        long failed = within.stream().filter(Ended::failed).count();
        return within.size() >= 10 && 2 * failed >= within.size();
    }
}
