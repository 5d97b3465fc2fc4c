package dev.holdfast.node.drill.failsafe;

import dev.holdfast.node.drill.Spread;
import java.util.ArrayList;
import java.util.List;

/**
 * How the failsafe drill ended; one JSON object with {@code --json}.
 *
 * @param seed         of the order of faults and of the load
 * @param totals       the count of orders, from journal, replies and the venue's ledger
 * @param skipped      faults that could not be done here, and why
 * @param notRecovered what did not come back in time, a line each
 * @param violations   invariants that do not hold, a line each
 * @param details      of what is counted in {@code totals}
 */
public record FailsafeReport(long seed, Totals totals, List<FailsafeRow> faults, List<Goal> goals,
                             List<String> skipped, List<String> notRecovered, List<String> violations,
                             List<String> details, double seconds) {
    private static final double THOUSAND = 1_000.0;

    /**
     * What became of the orders.
     *
     * @param sent by the load; probes are not counted
     */
    public record Totals(int sent, int denied, int fills, int lost, int duplicated, int unresolved) {
        boolean isClean() {
            return lost == 0 && duplicated == 0 && unresolved == 0;
        }
    }

    /** Missed goals are told and do not fail it; a lost order or a fault that stays does. */
    public boolean passed() {
        return totals.isClean() && notRecovered.isEmpty() && violations.isEmpty()
            && faults.stream().allMatch(row -> row.recovered() == row.times());
    }

    /** For a person. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-11s %5s %5s  %-15s %-17s %6s %5s %6s %8s  %s", "fault", "times", "back",
            "detected s", "recovered s", "orders", "pages", "told", "symptoms", "what was done"));
        faults.forEach(row -> lines.add(String.format("%-11s %5d %5d  %-15s %-17s %6s %5d %6d %8d  %s",
            row.fault(), row.times(), row.recovered(), seconds(row.detected()), seconds(row.recovery()),
            row.acceptedPercent() == null ? "-" : Math.round(row.acceptedPercent()) + " %", row.pages(),
            row.notices(), row.symptoms(), row.done())));
        lines.add("min/median/max. recovered: from the strike, for database, disk, broker and venue from the"
            + " fault's end. orders: accepted within " + Acceptance.PROMPT_MILLIS / 1_000 + " s.");
        lines.add("told: everything that people were sent. symptoms: everything that was noticed, repeats"
            + " included.");
        lines.add("");
        goals.forEach(goal -> lines.add((goal.met() == null ? "  -     " : goal.met() ? "  met   "
            : "  MISSED") + " " + goal.goal() + ": " + goal.measured()));
        lines.add("");
        lines.add("orders " + totals.sent() + " (denied " + totals.denied() + ")   fills " + totals.fills()
            + "   lost " + totals.lost() + "   duplicated " + totals.duplicated() + "   unresolved "
            + totals.unresolved() + "   violations " + violations.size());
        lines.add("seed " + seed + ", " + seconds + " s" + (skipped.isEmpty() ? "" : ", skipped " + skipped));
        return lines;
    }

    private static String seconds(Spread spread) {
        return spread == null ? "never" : String.format("%.1f/%.1f/%.1f", spread.min() / THOUSAND,
            spread.median() / THOUSAND, spread.max() / THOUSAND);
    }
}
