package dev.holdfast.resilience.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The recovery of one service: what is done about its failures, and whether it helped. One attempt runs at a
 * time; what fails meanwhile is a symptom of the same. 'Recovered' is said only of a service that was seen at
 * work after its restart, and in time. Not thread-safe: one owner, whose clock must not run backwards.
 */
public final class RecoveryDesk {
    private final RecoveryTerms terms;
    private final LoopGuard guard;
    private final Absence absence = new Absence();
    private State state = State.STEADY;
    private int attempts;
    private int externalAttempts;
    private Attempt current;
    private Instant failingSince;
    private Instant verifyingSince;
    private Instant workingSince;

    private enum State { STEADY, ACTING, VERIFYING, GIVEN_UP }

    /** A service that never failed. */
    public RecoveryDesk(RecoveryTerms terms) {
        this.terms = terms;
        this.guard = new LoopGuard(terms.maxRestarts(), terms.guardTime());
    }

    /** A service for which an earlier life of this process was ended, and that is yet to be seen at work. */
    public RecoveryDesk(RecoveryTerms terms, Kept kept, Instant now) {
        this(terms);
        kept.restarts().forEach(guard::restarted);
        attempts = kept.attempts();
        current = kept.current();
        state = current == null ? State.STEADY : State.VERIFYING;
        failingSince = current == null ? null : current.failedAt();
        verifyingSince = now;
    }

    /**
     * What failed.
     *
     * @param possible levels that this service and node have at all
     */
    public record Failure(Fault fault, String why, Set<RecoveryAction> possible) {
    }

    /**
     * One try.
     *
     * @param number   from 1; counted anew after a calm
     * @param failedAt when the first failure was noticed since the service was last seen at work
     * @param dueAt    not before then
     */
    public record Attempt(RecoveryAction action, FailureClass failure, int number, String why,
                          Instant failedAt, Instant dueAt) {
    }

    /** What survives the restart of the process. */
    public record Kept(int attempts, List<Instant> restarts, Attempt current) {
    }

    /** What the owner has to do or to tell, in this order. */
    public sealed interface Step {
        /** Do it when it is due, then say {@link #acted}. A PAGE is an attempt too: it ends the trying. */
        record Start(Attempt attempt) implements Step {
        }

        /** The attempt is over. */
        record End(Attempt attempt, boolean recovered, Duration took, String detail) implements Step {
        }
    }

    /** Takes a failure in. */
    public List<Step> failed(Failure failure, Instant now, double chance) {
        workingSince = null;
        return switch (state) {
            case ACTING, GIVEN_UP -> List.of();
            case STEADY -> List.of(next(failure, now, chance));
            case VERIFYING -> List.of(end(false, now, failure.why()), next(failure, now, chance));
        };
    }

    /** The action of the current attempt is done: now it has to show. */
    public void acted(Instant now) {
        if (state == State.ACTING) {
            state = State.VERIFYING;
            verifyingSince = now;
        }
    }

    /** The service was seen at work, or seen not to be. */
    public List<Step> seen(boolean working, Instant now) {
        if (!working) {
            workingSince = null;
            return List.of();
        }
        if (state == State.ACTING) {
            return List.of();
        }
        if (state == State.VERIFYING && isTooLate(now)) {
            return List.of();
        }
        workingSince = workingSince == null ? now : workingSince;
        if (state == State.VERIFYING) {
            Step end = end(true, now, "seen at work");
            absence.over();
            state = State.STEADY;
            return List.of(end);
        }
        forgetAfterCalm(now);
        return List.of();
    }

    /** To be called about once a second: notices that a restart did not help. */
    public List<Step> tick(Set<RecoveryAction> possible, Instant now, double chance) {
        if (state != State.VERIFYING || !isTooLate(now)) {
            return List.of();
        }
        String why = "not seen at work within " + terms.verifyWithin().toSeconds() + " s";
        return failed(new Failure(Fault.OWN, why, possible), now, chance);
    }

    /** True while an attempt runs. */
    public boolean isRecovering() {
        return state == State.ACTING || state == State.VERIFYING;
    }

    /** True once a person was called; ends by itself after a calm. */
    public boolean hasGivenUp() {
        return state == State.GIVEN_UP;
    }

    /** Null while none runs. */
    public Attempt current() {
        return current;
    }

    /** To be stored before the process is restarted. */
    public Kept kept() {
        return new Kept(attempts, guard.restarts(), current);
    }

    private Step next(Failure failure, Instant now, double chance) {
        failingSince = state == State.STEADY ? now : failingSince;
        boolean external = failure.fault() == Fault.EXTERNAL;
        int number = external ? ++externalAttempts : ++attempts;
        RecoveryAction action = external || guard.allows(now)
            ? RecoveryRule.action(failure.fault(), number, terms.maxRestarts(), failure.possible())
            : RecoveryAction.PAGE;
        if (action == RecoveryAction.PAGE) {
            state = State.GIVEN_UP;
            FailureClass last = RecoveryRule.classify(failure.fault(), number);
            return new Step.Start(new Attempt(action, last, number, failure.why(), failingSince, now));
        }
        if (!external) {
            guard.restarted(now);
        }
        FailureClass failureClass = RecoveryRule.classify(failure.fault(), number);
        Duration delay = RecoveryRule.delay(failureClass, number, absence.after(failure.fault(), now),
            terms.backoff(), chance);
        current = new Attempt(action, failureClass, number, failure.why(), failingSince, now.plus(delay));
        state = State.ACTING;
        return new Step.Start(current);
    }

    private Step end(boolean recovered, Instant now, String detail) {
        Attempt ended = current;
        current = null;
        return new Step.End(ended, recovered, Duration.between(ended.failedAt(), now), detail);
    }

    private boolean isTooLate(Instant now) {
        return Duration.between(verifyingSince, now).compareTo(terms.verifyWithin()) > 0;
    }

    private void forgetAfterCalm(Instant now) {
        if (Duration.between(workingSince, now).compareTo(terms.calm()) >= 0) {
            attempts = 0;
            externalAttempts = 0;
            state = State.STEADY;
        }
    }
}
