package dev.holdfast.node.verify;

import dev.holdfast.checker.CheckReport;
import dev.holdfast.checker.Totals;
import dev.holdfast.checker.Verdict;
import dev.holdfast.checker.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for a person: one line for each invariant, its first violations under it, then the totals. */
public final class VerdictLines {
    private static final int TOLD = 5;

    private VerdictLines() {
    }

    /** The lines. */
    public static List<String> of(CheckReport report) {
        List<String> lines = new ArrayList<>();
        report.verdicts().forEach(verdict -> add(lines, verdict));
        Totals totals = report.totals();
        lines.add("");
        lines.add(String.format(Locale.ROOT, "journal     %,d records, %,d void, %,d claims, %,d events",
            totals.records(), totals.voidRecords(), totals.claims(), totals.events()));
        lines.add(String.format(Locale.ROOT,
            "orders      %,d: %,d ended, %,d live, %,d queued, %,d unknown; %,d fills", totals.orders(),
            totals.ended(), totals.live(), totals.queued(), totals.unknown(), totals.fills()));
        lines.add(String.format(Locale.ROOT, "venue       %,d orders, %,d executions, %,d on their way",
            totals.venueOrders(), totals.venueExecutions(), totals.inFlight()));
        lines.add(String.format(Locale.ROOT, "lost %,d   duplicated %,d   unresolved %,d   open breaks %,d",
            totals.lost(), totals.duplicated(), totals.unresolved(), totals.openBreaks()));
        return lines;
    }

    private static void add(List<String> lines, Verdict verdict) {
        String word = switch (verdict.outcome()) {
            case HOLDS -> "holds";
            case BROKEN -> "BROKEN";
            case NOT_APPLICABLE -> "not here";
        };
        String count = verdict.broken() > 0
            ? String.format(Locale.ROOT, "%,d of %,d", verdict.broken(), verdict.checked())
            : verdict.checked() > 0 ? String.format(Locale.ROOT, "%,d", verdict.checked()) : "-";
        lines.add(String.format(Locale.ROOT, "%2d  %-8s  %12s  %s", verdict.number(), word, count,
            verdict.name()) + (verdict.note() == null ? "" : " (" + verdict.note() + ")"));
        List<Violation> told = verdict.violations();
        told.stream().limit(TOLD).forEach(violation -> lines.add("      " + place(violation)
            + violation.subject() + ": " + violation.words()));
        if (verdict.broken() > TOLD) {
            lines.add(String.format(Locale.ROOT, "      and %,d more", verdict.broken() - TOLD));
        }
    }

    private static String place(Violation violation) {
        if (violation.shard() < 0) {
            return "ledger, ";
        }
        return "shard " + violation.shard() + (violation.offset() < 0 ? ", at the end, "
            : ", offset " + violation.offset() + ", ");
    }
}
