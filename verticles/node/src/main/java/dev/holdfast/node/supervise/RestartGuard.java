package dev.holdfast.node.supervise;

import dev.holdfast.resilience.recovery.Absence;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.resilience.recovery.LoopGuard;
import dev.holdfast.resilience.recovery.RecoveryRule;
import dev.holdfast.resilience.recovery.RecoveryTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says whether and when a process that ended is started again, by the same rule as a service: at once, then
 * a little later each time, and not at all once it came to the loop guard, because it would only end again.
 */
final class RestartGuard {
    private final RecoveryTerms terms;
    private final LoopGuard guard;
    private final Absence absence = new Absence();
    private int inRow;

    RestartGuard(RecoveryTerms terms) {
        this.terms = terms;
        this.guard = new LoopGuard(terms.maxRestarts(), terms.guardTime());
    }

    /**
     * Takes note of an end.
     *
     * @param fault  EXTERNAL if it only lacked something: that is tried for ever and counts for no loop
     * @param lived  how long it had served; zero if it never did
     * @param chance a random number in [0, 1)
     * @return how long to wait; empty to give up
     */
    Optional<Duration> ended(Fault fault, Instant now, Duration lived, double chance) {
        if (lived.compareTo(terms.calm()) >= 0) {
            inRow = 0;
            absence.over();
        }
        boolean external = fault == Fault.EXTERNAL;
        if (!external && !guard.allows(now)) {
            return Optional.empty();
        }
        if (!external) {
            inRow++;
            guard.restarted(now);
        }
        return Optional.of(RecoveryRule.delay(RecoveryRule.classify(fault, inRow), inRow,
            absence.after(fault, now), terms.backoff(), chance));
    }
}
