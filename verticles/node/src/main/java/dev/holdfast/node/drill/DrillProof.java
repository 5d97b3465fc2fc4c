package dev.holdfast.node.drill;

import dev.holdfast.checker.CheckReport;
import dev.holdfast.checker.JournalChecker;
import dev.holdfast.node.verify.LedgerLines;
import dev.holdfast.wire.view.ShardView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything a drill is judged by, read once at its end: journal, ledger and replies against each other, what
 * the nodes hold in memory against the journal, and the invariants over all of it.
 *
 * @param violations what must never happen, a line each
 */
record DrillProof(JournalCensus journal, LedgerCensus ledger, DrillCheck check, List<String> violations) {

    static DrillProof of(DrillPlan plan, DrillSite site) throws IOException, InterruptedException {
        SortedMap<String, List<ShardView>> live = LiveShards.hashes(site.member().bus());
        JournalChecker checker = site.checker();
        JournalCensus journal = JournalCensus.take(plan.bootstrapServers(), plan.instruments(),
            LiveShards.offsets(live), checker::take);
        LedgerCensus ledger = LedgerCensus.take(plan.ledger());
        LedgerLines.read(plan.ledger(), checker);
        DrillCheck check = new DrillCheck(journal, ledger, site.replies().durable(),
            site.client().neverAnswered(), site.engineBound());
        CheckReport invariants = checker.finish();
        List<String> violations = new ArrayList<>(check.violations());
        invariants.verdicts().stream().filter(verdict -> verdict.broken() > 0).forEach(verdict -> {
            violations.add("invariant " + verdict.number() + " (" + verdict.name() + ") is broken "
                + verdict.broken() + " times");
            verdict.violations().stream().limit(DrillReport.TOLD_EACH)
                .forEach(violation -> violations.add(violation.toString()));
        });
        violations.addAll(LiveShards.differences(live, journal));
        return new DrillProof(journal, ledger, check, violations);
    }
}
