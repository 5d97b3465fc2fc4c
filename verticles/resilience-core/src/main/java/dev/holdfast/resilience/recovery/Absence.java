package dev.holdfast.resilience.recovery;

import java.time.Duration;
import java.time.Instant;

/** How long something outside has been away, by the failures that were due to it. One owner. */
public final class Absence {
    private Instant since;

    /**
     * Takes a failure in; one of another kind ends the absence.
     *
     * @return how long it has lasted; zero if this failure is not due to it
     */
    public Duration after(Fault fault, Instant now) {
        if (fault != Fault.EXTERNAL) {
            over();
            return Duration.ZERO;
        }
        since = since == null ? now : since;
        return Duration.between(since, now);
    }

    /** What was away is back. */
    public void over() {
        since = null;
    }
}
