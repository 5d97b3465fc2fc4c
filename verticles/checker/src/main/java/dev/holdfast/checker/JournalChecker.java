package dev.holdfast.checker;

import dev.holdfast.checker.LedgerCheck.CheckInputs;
import dev.holdfast.checker.ShardTable.VenueOrder;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.lease.LeaseRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Proves the invariants on a journal, record by record, and at the end on the venue's ledger. Records of one
 * shard come in log order; shards, ledger, replies and leases may be mixed in any way. Not thread-safe.
 *
 * <p>Memory grows with the orders that ever were, because the ledger may name any of them: measured 3.7 KiB
 * for each, with its ledger, about two executions, and its share of two production folds.
 */
public final class JournalChecker {
    private final Expectations expected;
    private final Function<Map<InstrumentId, Instrument>, Fold> folds;
    private final Findings findings = new Findings();
    private final SortedMap<Integer, ShardCheck> shards = new TreeMap<>();
    private final Map<VenueOrder, OrderTrace> venueOrders = new HashMap<>();
    private final LedgerBook ledger = new LedgerBook();
    private final LeaseWatch leases = new LeaseWatch();
    private final DutyWatch duties = new DutyWatch(findings);
    private final Map<ClOrdId, Integer> replies = new HashMap<>();

    public JournalChecker(Expectations expected) {
        this(expected, Fold::ofDesk);
    }

    /** Checks another fold than the one in production. */
    JournalChecker(Expectations expected, Function<Map<InstrumentId, Instrument>, Fold> folds) {
        this.expected = expected;
        this.folds = folds;
    }

    /** The next record of one shard's journal. */
    public void take(int shard, long offset, JournalRecord record) {
        shard(shard).take(offset, record);
    }

    /** The next entry of the venue's ledger. */
    public void takeLedger(LedgerEntry entry) {
        ledger.take(entry);
    }

    /** Says that the ledger is given even if it has no entry: then the venue has seen nothing. */
    public void expectLedger() {
        ledger.expect();
    }

    /** What a caller was told of an order. One without a status says nothing. */
    public void takeReply(OrderReply reply) {
        if (reply.clOrdId() != null && reply.status() != null) {
            replies.merge(reply.clOrdId(), 1 << reply.status().ordinal(), (one, other) -> one | other);
        }
    }

    /** The next record of {@code cluster.leases.v1}, of either partition. */
    public void takeLease(LeaseRecord record) {
        leases.take(record);
    }

    /**
     * Somebody did what only the holder of a duty may do. Acts are given in the order of true time, which
     * only a simulation knows.
     *
     * @param token offset of the claim under which it was done
     */
    public void takeAct(String duty, long token, String node) {
        duties.take(duty, token, node);
    }

    /**
     * The state hash that a node said it has with everything before {@code nextOffset} folded. Compared when
     * the replay stands there: give it before the record at that offset.
     */
    public void takeHash(int shard, long nextOffset, String hash) {
        shard(shard).expectHash(nextOffset, hash);
    }

    /** How many violations there are so far; those that show only at the end are not among them. */
    public long violationCount() {
        return findings.total();
    }

    /** The first violations so far, at most {@value Findings#KEPT} of each invariant. */
    public List<Violation> violations() {
        return findings.kept();
    }

    /** Judges all that was taken. More may be taken afterwards, and the end judged again. */
    public CheckReport finish() {
        Findings end = new Findings(findings);
        Map<Integer, ShardTable> tables = new TreeMap<>();
        shards.forEach((number, shard) -> tables.put(number, shard.table()));
        shards.values().forEach(shard -> shard.end(end));
        LedgerCheck laid = new LedgerCheck(end, expected,
            new CheckInputs(ledger, leases, tables, venueOrders));
        if (ledger.isGiven()) {
            laid.run();
        }
        EndCheck orders = new EndCheck(end, tables);
        orders.run(replies);
        Verdicts verdicts = new Verdicts(end, ledger.isGiven(), leases.records() > 0, !replies.isEmpty());
        return new CheckReport(verdicts.all(),
            orders.totals(counted(laid), laid.unknownHere()));
    }

    private Totals counted(LedgerCheck laid) {
        long records = 0;
        long voidRecords = 0;
        long claims = 0;
        long events = 0;
        long fills = 0;
        long openBreaks = 0;
        for (ShardCheck shard : new ArrayList<>(shards.values())) {
            records += shard.claims().records();
            voidRecords += shard.claims().voidRecords();
            claims += shard.claims().claims();
            events += shard.table().events;
            fills += shard.table().fills;
            openBreaks += shard.table().openBreaks.size();
        }
        return new Totals(records, voidRecords, claims, events, 0, fills, 0, 0, 0, 0, ledger.orders().size(),
            ledger.executions(), 0, 0, 0, openBreaks, laid.inFlight());
    }

    private ShardCheck shard(int number) {
        return shards.computeIfAbsent(number, absent -> new ShardCheck(number, findings, expected,
            folds.apply(expected.instruments()), venueOrders));
    }
}
