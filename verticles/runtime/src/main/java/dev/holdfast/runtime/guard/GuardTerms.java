package dev.holdfast.runtime.guard;

import java.time.Duration;

/**
 * How calls of one kind are protected.
 *
 * @param name        what is called, such as {@code venue.place}; unique on a node
 * @param deadline    after so long the caller is told that it failed, whatever becomes of the call; null for
 *                    a call that always ends by itself in good time, as a request over the bus does
 * @param maxInFlight calls under way at once; one more is refused
 * @param maxWaiting  calls that may wait while a trial is under way, for what it says; the others are refused
 * @param judge       which ends count as failures
 */
public record GuardTerms(String name, Duration deadline, int maxInFlight, int maxWaiting, CallJudge judge) {
    /** Of calls that end by themselves and wait for no trial. */
    public static GuardTerms of(String name, int maxInFlight, CallJudge judge) {
        return new GuardTerms(name, null, maxInFlight, 0, judge);
    }

    /** The same with a deadline of the guard's own. */
    public GuardTerms within(Duration limit) {
        return new GuardTerms(name, limit, maxInFlight, maxWaiting, judge);
    }

    /** The same with a line in which so many may wait for a trial's end. */
    public GuardTerms waiting(int most) {
        return new GuardTerms(name, deadline, maxInFlight, most, judge);
    }

    /** The same for calls of another name. */
    public GuardTerms named(String other) {
        return new GuardTerms(other, deadline, maxInFlight, maxWaiting, judge);
    }
}
