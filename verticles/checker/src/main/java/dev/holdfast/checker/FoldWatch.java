package dev.holdfast.checker;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.IllegalMove;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.position.Position;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Lays the production fold beside the own table: status and quantities after every event (invariants 1 and
 * 2), cash and positions after every fill (9), profit at the end (10). A second fold starts over from a
 * snapshot each time there are four times as many events, and must arrive at the same hash (15).
 */
final class FoldWatch {
    private static final long FIRST_SNAPSHOT = 4;
    /** A hash reads every order: growing distances keep all hashes together below twice the last one. */
    private static final long SNAPSHOTS_APART = 4;

    private final Findings findings;
    private Fold fold;
    private Fold fromSnapshot;
    private long events;
    private long snapshotAt = FIRST_SNAPSHOT;
    private long hashOffset = -1;
    private String expectedHash;

    FoldWatch(Findings findings, Fold fold) {
        this.findings = findings;
        this.fold = fold;
        this.fromSnapshot = fold.restored();
    }

    /**
     * Folds an event.
     *
     * @param illegal true if the own table left it out: then the fold has to refuse it as well
     */
    void take(Place place, DeskEvent event, boolean illegal) {
        if (fold == null) {
            return;
        }
        events++;
        try {
            fold.apply(event);
        } catch (IllegalMove e) {
            if (findings.fails(Invariant.ONCE, illegal)) {
                findings.broken(Invariant.ONCE, place, event.getClass().getSimpleName(),
                    "legal by the table, refused by the fold: " + e.getMessage());
            }
            return;
        } catch (IllegalStateException e) {
            findings.fails(Invariant.REPLAY, false);
            findings.broken(Invariant.REPLAY, place, event.getClass().getSimpleName(),
                "cannot be folded: " + e.getMessage());
            fold = null;
            return;
        }
        takeRestored(place, event);
        if (events == snapshotAt) {
            snapshotAt *= SNAPSHOTS_APART;
            compareFolds(findings, place);
            fromSnapshot = fold.restored();
        }
    }

    private void takeRestored(Place place, DeskEvent event) {
        try {
            fromSnapshot.apply(event);
        } catch (IllegalMove e) {
            findings.fails(Invariant.REPLAY, false);
            findings.broken(Invariant.REPLAY, place, event.getClass().getSimpleName(),
                "refused by the fold from a snapshot: " + e.getMessage());
        }
    }

    /** After an event of an order that the own table took. */
    void compare(Place place, OrderTrace order) {
        Order theirs = fold == null || order.tainted ? null : fold.order(order.id);
        if (theirs == null) {
            return;
        }
        boolean same = theirs.status() == order.status && theirs.revision() == order.revision
            && theirs.pending().kind() == order.pending
            && theirs.cumulative().value().compareTo(order.cumulative) == 0;
        if (findings.fails(Invariant.ONCE, same)) {
            findings.broken(Invariant.ONCE, place, order.id, "the fold has " + theirs.status() + " "
                + theirs.pending().kind() + " revision " + theirs.revision() + " filled "
                + theirs.cumulative() + ", the events say " + order.status + " " + order.pending
                + " revision " + order.revision + " filled " + order.cumulative.toPlainString());
            order.tainted = true;
            return;
        }
        BigDecimal leaves = order.status.isTerminal() ? BigDecimal.ZERO : order.leaves();
        if (findings.fails(Invariant.QUANTITY, theirs.leaves().value().compareTo(leaves) == 0)) {
            findings.broken(Invariant.QUANTITY, place, order.id, order.status + " with leaves "
                + theirs.leaves() + ", filled " + order.cumulative.toPlainString() + " of "
                + order.quantity.toPlainString());
        }
    }

    /** After a fill, a bust or a correction. */
    void compareMoney(Place place, AccountTrace mine, InstrumentId instrument) {
        Account theirs = fold == null || mine.tainted ? null : fold.account(mine.id);
        if (theirs == null) {
            return;
        }
        BigDecimal position = theirs.position(instrument).quantity();
        BigDecimal expected = mine.holding(instrument).quantity;
        boolean same = theirs.cash().amount().compareTo(mine.cash) == 0 && position.compareTo(expected) == 0;
        if (findings.fails(Invariant.MONEY, same)) {
            findings.broken(Invariant.MONEY, place, mine.id, "the fold has cash " + theirs.cash() + " and "
                + position.toPlainString() + " " + instrument + ", the fills add up to "
                + mine.cash.toPlainString() + " and " + expected.toPlainString());
            mine.tainted = true;
        }
    }

    /** After a change of trading state: the fold must know of the same halt. */
    void compareState(Place place, ShardTable table, AccountTrace account) {
        if (fold != null && findings.fails(Invariant.HALT,
            fold.tradingState(account.id) == table.state(account))) {
            findings.broken(Invariant.HALT, place, account.id, "the fold says "
                + fold.tradingState(account.id) + ", the events " + table.state(account));
        }
    }

    /** A live state hash at a journal offset; it is compared once the replay stands there. */
    void expectHash(int shard, long nextOffset, String hash, long standsAt) {
        hashOffset = nextOffset;
        expectedHash = hash;
        endOfRecord(shard, standsAt);
    }

    /** The replay now stands at {@code nextOffset}. */
    void endOfRecord(int shard, long nextOffset) {
        if (fold == null || nextOffset != hashOffset) {
            return;
        }
        hashOffset = -1;
        String mine = fold.hash();
        if (findings.fails(Invariant.REPLAY, mine.equals(expectedHash))) {
            findings.broken(Invariant.REPLAY, new Place(shard, nextOffset, null), "state", "live hash "
                + expectedHash + ", replayed " + mine);
        }
    }

    /** What shows at the end only: the hashes, the open orders, and profit (invariants 6, 10 and 15). */
    void end(Findings end, ShardTable table) {
        if (fold == null) {
            return;
        }
        Place place = Place.end(table.shard);
        compareFolds(end, place);
        boolean anyTainted = table.accounts.values().stream().anyMatch(account -> account.tainted);
        if (!anyTainted && end.fails(Invariant.NONE_LOST, fold.openOrders() == table.open.size())) {
            end.broken(Invariant.NONE_LOST, place, "open orders", "the fold has " + fold.openOrders()
                + ", the events leave " + table.open.size());
        }
        table.accounts.values().forEach(account -> equity(end, place, account));
    }

    /** The marks cancel out of the equation: cash = opening cash + realised - cost of what is held - fees. */
    private void equity(Findings end, Place place, AccountTrace mine) {
        Account theirs = mine.tainted ? null : fold.account(mine.id);
        if (theirs == null) {
            return;
        }
        BigDecimal expected = mine.opening;
        for (Map.Entry<InstrumentId, Position> held : theirs.positions().entrySet()) {
            Position position = held.getValue();
            expected = expected.add(position.realised().amount()).subtract(position.cost().amount())
                .subtract(position.fees().amount());
        }
        if (end.fails(Invariant.EQUITY, expected.compareTo(mine.cash) == 0)) {
            end.broken(Invariant.EQUITY, place, mine.id, "cash is " + mine.cash.toPlainString()
                + ", opening cash, profit, cost and fees make " + expected.toPlainString());
        }
    }

    private void compareFolds(Findings into, Place place) {
        String one = fold.hash();
        String other = fromSnapshot.hash();
        if (into.fails(Invariant.REPLAY, one.equals(other))) {
            into.broken(Invariant.REPLAY, place, "state", "full replay " + one + ", snapshot and tail "
                + other);
        }
    }
}
