package dev.holdfast.persistence;

import dev.holdfast.runtime.health.ServiceReporter.SelfView;

/**
 * How the recording is going, and what that means for the service's health.
 *
 * @param problem    why the database cannot be used now; null if it can
 * @param diskFull   there was no room, and nothing was written since: it ends by itself once there is
 * @param brokenFold why the journal cannot be folded; null if it can
 * @param failures   tries that failed in a row
 * @param behind     records that the database lacks
 * @param waiting    items that wait to be written
 */
record RecorderState(String problem, boolean diskFull, String brokenFold, int failures, boolean caughtUp,
                     long behind, int waiting, String database) {
    /** One try may fail by chance; after three in a row somebody should look. */
    private static final int FAILURES_TO_UNHEALTHY = 3;
    /** So many records pass in well under a second of normal work. */
    private static final long BEHIND_TO_DEGRADED = 2_000;

    SelfView view() {
        String lag = behind + " records behind";
        if (brokenFold != null) {
            return SelfView.unhealthy(brokenFold);
        }
        if (problem != null) {
            String line = problem + "; " + failures + " tries failed, " + lag;
            return diskFull || failures < FAILURES_TO_UNHEALTHY ? SelfView.degraded(line)
                : SelfView.waiting(line);
        }
        if (!caughtUp || diskFull || behind > BEHIND_TO_DEGRADED) {
            return SelfView.degraded("catching up: " + lag + ", " + waiting + " wait to be written");
        }
        return SelfView.healthy("recording to " + database + "; " + lag);
    }
}
