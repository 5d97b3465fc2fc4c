package dev.holdfast.resilience.recovery;

import static dev.holdfast.resilience.recovery.RecoveryAction.MOVE_DUTY;
import static dev.holdfast.resilience.recovery.RecoveryAction.PAGE;
import static dev.holdfast.resilience.recovery.RecoveryAction.QUARANTINE_STATE;
import static dev.holdfast.resilience.recovery.RecoveryAction.REDEPLOY;
import static dev.holdfast.resilience.recovery.RecoveryAction.RESTART_PROCESS;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Which restart helps against which failure, and when it is due (requirement A3.3). */
public final class RecoveryRule {
    /** What is tried after the redeployments, in this order, each once. */
    private static final List<RecoveryAction> HIGHER =
        List.of(MOVE_DUTY, RESTART_PROCESS, QUARANTINE_STATE);

    /** Of an absence, what the wait for its end may add. */
    private static final int EXTERNAL_PART = 4;

    private RecoveryRule() {
    }

    /**
     * The class of a failure.
     *
     * @param attempt the restart that it leads to, from 1; counted anew after a calm
     */
    public static FailureClass classify(Fault fault, int attempt) {
        return switch (fault) {
            case EXTERNAL -> FailureClass.NEEDS_EXTERNAL;
            case OWN, CORRUPT_STATE -> attempt <= 1 ? FailureClass.TRANSIENT : FailureClass.REPEATING;
        };
    }

    /**
     * What is done. Own failures climb: redeployments first, the more drastic levels that are possible last,
     * together {@code maxRestarts}; then a person is called. What lies outside is only ever tried again.
     * Corrupt state goes aside at the first sight of it, once; if that did not help, the climb goes on.
     *
     * @param possible levels that this service and node have at all
     */
    public static RecoveryAction action(Fault fault, int attempt, int maxRestarts,
                                        Set<RecoveryAction> possible) {
        if (fault == Fault.EXTERNAL) {
            return REDEPLOY;
        }
        if (fault == Fault.CORRUPT_STATE && attempt <= 1) {
            return possible.contains(QUARANTINE_STATE) ? QUARANTINE_STATE : PAGE;
        }
        if (attempt > maxRestarts) {
            return PAGE;
        }
        List<RecoveryAction> higher = HIGHER.stream().filter(possible::contains).toList();
        int rung = attempt - 1 - Math.max(1, maxRestarts - higher.size());
        return rung < 0 ? REDEPLOY : rung < higher.size() ? higher.get(rung) : PAGE;
    }

    /**
     * How long to wait: not at all; by the backoff of the tries so far; or, for what lies outside, a quarter
     * of the time that it has been away, within the bounds of the backoff.
     *
     * @param absent how long what lies outside has been away
     */
    public static Duration delay(FailureClass failure, int attempt, Duration absent, Backoff backoff,
                                 double chance) {
        return switch (failure) {
            case TRANSIENT -> Duration.ZERO;
            case NEEDS_EXTERNAL -> backoff.within(absent.dividedBy(EXTERNAL_PART), chance);
            case REPEATING -> backoff.delay(attempt - 1, chance);
        };
    }
}
