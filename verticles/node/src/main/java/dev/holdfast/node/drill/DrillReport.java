package dev.holdfast.node.drill;

import java.util.ArrayList;
import java.util.List;

/**
 * How a drill ended; one JSON object with {@code --json}.
 *
 * @param seed        of the order of faults and of the load
 * @param orders      orders that the load sent, probes not counted
 * @param perSecond   of these, over the time of the load
 * @param leftOut     orders not sent because too many were without a reply
 * @param askedAgain  attempts repeated with the same id because the outcome was unknown
 * @param queued      orders accepted to wait because the venue, or the breaker before it, took none
 * @param claims      valid claims over all shards
 * @param skipped     faults that could not be done here, and why
 * @param violations  invariants that do not hold, and parts that did not come back, a line each
 * @param details     of what is counted in {@code totals}, at most {@value #TOLD} lines
 */
record DrillReport(long seed, Totals totals, List<FaultRow> faults, int orders, double perSecond, int leftOut,
                   int askedAgain, int denied, int queued, int fills, int claims, List<String> skipped,
                   List<String> violations, List<String> details, double seconds) {
    static final int TOLD = 40;
    /** Lines told of one broken invariant. */
    static final int TOLD_EACH = 5;

    /** What must all be zero. */
    record Totals(int lost, int duplicated, int unresolved) {
        boolean clean() {
            return lost == 0 && duplicated == 0 && unresolved == 0;
        }
    }

    boolean passed() {
        return totals.clean() && violations.isEmpty();
    }

    /** For a person. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-8s %7s %6s %7s  %-27s %s", "fault", "strikes", "shards", "claims",
            "gap min/median/p95/max ms", "median: detect + claim, read back + first order"));
        faults.forEach(row -> lines.add(String.format("%-8s %7d %6d %7d  %-27s %s", row.fault(),
            row.strikes(), row.shards(), row.takeovers(), all(row.gap()), median(row))));
        faults.stream().filter(row -> row.afterBack() != null).forEach(row ->
            lines.add(row.fault() + " counted from when it served again: " + all(row.afterBack()) + " ms"));
        lines.add("");
        lines.add("orders " + orders + " (" + perSecond + "/s, denied " + denied + ", left out " + leftOut
            + ")   asked again " + askedAgain + "   fills " + fills + "   claims " + claims);
        lines.add("lost " + totals.lost() + "   duplicated " + totals.duplicated() + "   unresolved "
            + totals.unresolved() + "   violations " + violations.size());
        lines.add("seed " + seed + ", " + seconds + " s" + (skipped.isEmpty() ? "" : ", skipped " + skipped));
        return lines;
    }

    private static String all(Spread spread) {
        return spread == null ? "-"
            : spread.min() + "/" + spread.median() + "/" + spread.p95() + "/" + spread.max();
    }

    private static String median(FaultRow row) {
        return row.detect() == null ? "no new claim needed" : row.detect().median() + " + "
            + (row.claim() == null ? "?" : row.claim().median()) + " + "
            + (row.accept() == null ? "?" : row.accept().median());
    }
}
