package dev.holdfast.runtime.guard;

import dev.holdfast.resilience.breaker.CallResult;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.StatusAnswer;

/**
 * Which failures count: what the end of a call says about the one that was called. A refusal for reasons of
 * its own is an answer, and whoever answers is alive.
 */
@FunctionalInterface
public interface CallJudge {
    /** Nothing but success is one. */
    CallJudge EVERY_FAILURE = (result, failure) ->
        failure == null ? CallResult.SUCCESS : CallResult.FAILURE;

    /**
     * Of another node: that nobody serves the address or nobody answered in time. A node that says that it
     * is not the owner, that it may not act, or that a handler broke, has answered.
     */
    CallJudge BUS = (result, failure) -> !(failure instanceof Refusal refusal)
        ? EVERY_FAILURE.judge(result, failure) : switch (refusal.kind()) {
            case NO_ANSWER, NO_HANDLER -> CallResult.FAILURE;
            case FAILED, MALFORMED, UNAVAILABLE, OUTCOME_UNKNOWN, NOT_OWNER -> CallResult.SUCCESS;
        };

    /**
     * Of a venue: that it could not be reached, did not answer, or said itself that it does not know. What we
     * held back ourselves says nothing of it.
     */
    CallJudge VENUE = (result, failure) -> result instanceof Outcome outcome ? ofOutcome(outcome)
        : result instanceof StatusAnswer.NoAnswer ? CallResult.FAILURE
        : result instanceof StatusAnswer.Withdrawn || failure instanceof NotAdmitted ? CallResult.NEUTRAL
        : EVERY_FAILURE.judge(result, failure);

    /**
     * Judges the end of a call.
     *
     * @param result  what came back; null if it failed
     * @param failure null if it did not
     */
    CallResult judge(Object result, Throwable failure);

    private static CallResult ofOutcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> CallResult.SUCCESS;
            case Outcome.Refused refused -> CallResult.SUCCESS;
            case Outcome.Unknown unknown -> CallResult.FAILURE;
            case Outcome.NotSent held -> held.unreachable() ? CallResult.FAILURE : CallResult.NEUTRAL;
        };
    }
}
