package dev.holdfast.checker;

import java.util.List;

/** The result of a check: a verdict for each invariant, in their order, and the totals. */
public record CheckReport(List<Verdict> verdicts, Totals totals) {
    public CheckReport {
        verdicts = List.copyOf(verdicts);
    }

    /** True if no invariant is broken. */
    public boolean holds() {
        return verdicts.stream().noneMatch(verdict -> verdict.outcome() == Verdict.Outcome.BROKEN);
    }

    /** The violations that were kept, by invariant. */
    public List<Violation> violations() {
        return verdicts.stream().flatMap(verdict -> verdict.violations().stream()).toList();
    }
}
