package dev.holdfast.simulation.judge;

import dev.holdfast.checker.CheckReport;
import dev.holdfast.checker.Expectations;
import dev.holdfast.checker.JournalChecker;
import dev.holdfast.checker.LedgerEntry;
import dev.holdfast.checker.Violation;
import dev.holdfast.simulation.log.SimLog;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.OrderEvent.ExternalOrderAdopted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.journal.JournalFilter;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.lease.LeaseRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sees everything that happens, and says what must not have happened: the journal as it lands, the venue's
 * ledger, every reply as it leaves its node, every write to the venue, every holder of a duty.
 */
public final class Judge implements SimLog.Witness {
    private final JournalChecker checker;
    private final List<String> broken = new ArrayList<>();
    private final JournalFilter[] filters = new JournalFilter[ShardId.COUNT];
    private final Set<ClOrdId> created = new HashSet<>();
    private final Set<String> stateChanges = new HashSet<>();
    private final Set<String> adopted = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private long replies;

    public Judge(Expectations expected) {
        this.checker = new JournalChecker(expected);
        this.checker.expectLedger();
        for (int shard = 0; shard < filters.length; shard++) {
            filters[shard] = new JournalFilter();
        }
    }

    @Override
    public void onJournal(int shard, long offset, JournalRecord record) {
        checker.take(shard, offset, record);
        for (DeskEvent event : filters[shard].take(offset, record)) {
            switch (event) {
                case OrderCreated e -> created.add(e.clOrdId());
                case TradingStateChanged e -> stateChanges.add(e.by());
                case ExternalOrderAdopted e -> adopted.add(e.venueOrderId());
                case DeskEvent other -> { }
            }
        }
    }

    @Override
    public void onLease(LeaseRecord record) {
        checker.takeLease(record);
    }

    /** The venue did something. */
    public void onLedger(LedgerEntry entry) {
        checker.takeLedger(entry);
    }

    /** A reply leaves a node: what it says is in the journal already. */
    public void onReply(DeskCommand command, OrderReply reply) {
        replies++;
        if (reply == null) {
            return;
        }
        checker.takeReply(reply);
        if (reply.status() != null && !created.contains(reply.clOrdId())) {
            broken("a reply says that " + reply.clOrdId() + " is " + reply.status()
                + ", and no valid record of it is in the journal");
        }
        boolean did = reply.problem() == null && !reply.duplicate();
        if (command instanceof SetTradingState state && did && !stateChanges.contains(state.by())) {
            broken("a reply says that " + state.state() + " by " + state.by()
                + " holds, and the journal does not have it");
        }
    }

    /** A process is about to write an order to its socket. */
    public void onWrite(String node, SendAttempted attempt, String objection) {
        if (objection != null) {
            broken(node + " writes " + attempt.venueClientId() + " to the venue although " + objection);
        }
        if (!written.add(attempt.venueClientId())) {
            broken(node + " writes " + attempt.venueClientId() + " to the venue a second time");
        }
    }

    /** These would do the same duty at this moment. */
    public void onHolders(List<String> holders) {
        if (holders.size() > 1) {
            broken("one duty is held by " + String.join(" and ", holders) + " at once");
        }
    }

    /** Something must not have happened. */
    public void broken(String words) {
        if (broken.size() < 20) {
            broken.add(words);
        }
    }

    /** True if somebody else's order was taken in under the venue's name for it. */
    public boolean isAdopted(String venueOrderId) {
        return adopted.contains(venueOrderId);
    }

    /** Cheap: asked after every step. */
    public boolean hasFailed() {
        return !broken.isEmpty() || checker.violationCount() > 0;
    }

    /** All that is known to be wrong so far. */
    public List<String> findings() {
        List<String> all = new ArrayList<>(broken);
        checker.violations().forEach(violation -> all.add(words(violation)));
        return all;
    }

    /** The whole verdict, ledger and journal side by side. */
    public List<String> finish() {
        List<String> all = new ArrayList<>(broken);
        CheckReport report = checker.finish();
        report.violations().forEach(violation -> all.add(words(violation)));
        return all;
    }

    public long replies() {
        return replies;
    }

    private static String words(Violation violation) {
        return violation.invariant() + " (" + violation.invariant().number() + ") shard " + violation.shard()
            + "@" + violation.offset() + " " + violation.subject() + ": " + violation.words();
    }
}
