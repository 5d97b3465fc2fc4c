package dev.holdfast.checker;

import java.util.List;

/**
 * What was found about one invariant.
 *
 * @param checked    how often it was looked at
 * @param broken     how often it did not hold
 * @param violations the first of them, at most {@value Findings#KEPT}
 * @param note       why it could not be checked here, or what was left out; null if nothing
 */
public record Verdict(int number, String name, Outcome outcome, long checked, long broken,
                      List<Violation> violations, String note) {
    /** Whether it holds. */
    public enum Outcome {
        HOLDS, BROKEN,
        /** What it speaks of is not in a journal and a ledger, or was not given. */
        NOT_APPLICABLE
    }

    public Verdict {
        violations = List.copyOf(violations);
    }
}
