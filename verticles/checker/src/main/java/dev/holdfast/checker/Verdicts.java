package dev.holdfast.checker;

import dev.holdfast.checker.Verdict.Outcome;
import java.util.Arrays;
import java.util.List;

/** Words the findings: what holds, what does not, and what could not be said here and why. */
final class Verdicts {
    private final Findings end;
    private final boolean ledger;
    private final boolean leases;
    private final boolean replies;

    Verdicts(Findings end, boolean ledger, boolean leases, boolean replies) {
        this.end = end;
        this.ledger = ledger;
        this.leases = leases;
        this.replies = replies;
    }

    List<Verdict> all() {
        return Arrays.stream(Invariant.values()).map(this::verdict).toList();
    }

    private Verdict verdict(Invariant invariant) {
        long broken = end.broken(invariant);
        long checked = end.checked(invariant);
        String beyond = beyond(invariant);
        Outcome outcome = broken > 0 ? Outcome.BROKEN : checked == 0 ? Outcome.NOT_APPLICABLE : Outcome.HOLDS;
        String note = checked > 0 || broken > 0 ? leftOut(invariant) : beyond != null ? beyond
            : leftOut(invariant) != null ? leftOut(invariant) : "nothing here that it speaks of";
        return new Verdict(invariant.number(), invariant.words(), outcome, checked, broken,
            end.kept(invariant), note);
    }

    /** Of what a journal cannot tell. */
    private static String beyond(Invariant invariant) {
        return switch (invariant) {
            case INPUT -> "quotes and bars are not in the journal";
            case HOLD -> "a strategy that holds writes nothing";
            case VIEWS -> "views are not in the journal";
            case SHADOW -> "no synthetic order here; what shadow paths sent all the same breaks 7";
            case BREAKER -> "breakers are not in the journal";
            case CLAIMS, QUANTITY, ONCE, TABLE, ONE_VENUE_ORDER, INTENT, NONE_LOST, MAPPED, EVIDENCE, MONEY,
                EQUITY, HALT, REDUCE_ONLY, EXPOSURE, SENDS, REPLAY, CAUSE, RECONCILED -> null;
        };
    }

    private String leftOut(Invariant invariant) {
        return switch (invariant) {
            case ONE_VENUE_ORDER, MAPPED, HALT, RECONCILED ->
                ledger ? null : "no ledger was given: the venue's side is not checked";
            case SENDS -> sendsLeftOut();
            case INPUT -> "only that consumed signals never go back: quotes and bars are not in the journal";
            case CLAIMS, QUANTITY, ONCE, TABLE, INTENT, NONE_LOST, EVIDENCE, MONEY, EQUITY, REDUCE_ONLY,
                EXPOSURE, REPLAY, HOLD, VIEWS, CAUSE, SHADOW, BREAKER -> null;
        };
    }

    private String sendsLeftOut() {
        String without = (ledger ? "" : ", ledger") + (leases ? "" : ", leases")
            + (replies ? "" : ", replies");
        return without.isEmpty() ? null : "not given: " + without.substring(2);
    }
}
