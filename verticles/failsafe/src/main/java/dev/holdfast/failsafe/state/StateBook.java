package dev.holdfast.failsafe.state;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.failsafe.StateView.Line;
import dev.holdfast.wire.message.PeakEquity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Folds the state of every stateful service from what it published. One owner; no I/O. */
final class StateBook {
    private final Map<InstrumentId, Instrument> instruments;
    private final Map<Integer, Desk> desks = new TreeMap<>();
    private final Map<AccountId, Peak> peaks = new TreeMap<>();

    private static final class Desk {
        private final DeskState state;
        private ShardPosition position;
        private long changes;

        private Desk(DeskState state, ShardPosition position) {
            this.state = state;
            this.position = position;
        }
    }

    private record Peak(PeakEquity newest, long changes) {
    }

    StateBook(Map<InstrumentId, Instrument> instruments) {
        this.instruments = instruments;
    }

    /** The journal is read anew. */
    void forgetJournal() {
        desks.clear();
    }

    /** Begins behind a snapshot; answers where the journal goes on. */
    ShardPosition restore(ShardSnapshot from) {
        ShardPosition position = new ShardPosition(from.nextOffset(), from.claim(), from.nextSeq());
        desks.put(from.shard(), new Desk(DeskState.restore(instruments, from.desk()), position));
        return position;
    }

    void onDecision(ShardId shard, List<DeskEvent> events, ShardPosition position) {
        Desk desk = desks.computeIfAbsent(shard.number(), absent ->
            new Desk(new DeskState(instruments), ShardPosition.BEGINNING));
        events.forEach(desk.state::apply);
        desk.position = position;
        desk.changes++;
    }

    void onPeak(PeakEquity peak) {
        peaks.merge(peak.account(), new Peak(peak, 1),
            (old, fresh) -> new Peak(fresh.newest(), old.changes() + 1));
    }

    /** Everything, by service. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        desks.forEach((shard, desk) -> lines.add(new Line("execution", "shard " + shard,
            Topics.JOURNAL.name() + "/" + shard, desk.position.nextOffset(), desk.changes,
            desk.state.lastEventAt(), words(desk))));
        desks.forEach((shard, desk) -> desk.state.accounts().forEach(account ->
            lines.add(new Line("portfolio-manager", "account " + account.id(),
                Topics.JOURNAL.name() + "/" + shard, desk.position.nextOffset(), desk.changes,
                desk.state.lastEventAt(), words(account)))));
        peaks.forEach((account, peak) -> lines.add(new Line("risk", "account " + account,
            Topics.RISK_PEAKS.name(), null, peak.changes(), peak.newest().at(),
            "peak " + peak.newest().peak() + " since " + peak.newest().since())));
        return lines;
    }

    /** Hash of a shard's state; null if nothing of it was folded. */
    String hash(int shard) {
        Desk desk = desks.get(shard);
        return desk == null ? null : desk.state.stateHash();
    }

    private static String words(Desk desk) {
        ClaimId claim = desk.position.claim();
        return desk.state.shardState() + ", " + desk.state.book().size() + " orders, "
            + desk.state.book().openCount() + " open, "
            + (claim == null ? "never claimed" : "claimed by " + claim.node());
    }

    private static String words(Account account) {
        StringBuilder words = new StringBuilder(account.state() + ", cash " + account.cash() + " "
            + account.currency());
        account.positions().forEach((instrument, position) -> {
            if (position.quantity().signum() != 0) {
                words.append(", ").append(position.quantity().toPlainString()).append(' ').append(instrument);
            }
        });
        return words.toString();
    }
}
