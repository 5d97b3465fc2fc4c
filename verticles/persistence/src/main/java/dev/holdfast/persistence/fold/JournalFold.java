package dev.holdfast.persistence.fold;

import dev.holdfast.persistence.fold.FoldedDecision.Change;
import dev.holdfast.persistence.fold.FoldedDecision.ShardState;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.desk.DeskSnapshot;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.DeskEvent.FlattenEnded;
import dev.holdfast.trading.order.DeskEvent.FlattenRequested;
import dev.holdfast.trading.order.DeskEvent.ReportParked;
import dev.holdfast.trading.order.DeskEvent.SignalsConsumed;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.position.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All shards' journals folded with the trading core's own {@link DeskState}. It is restored from the rows
 * that it made, so a restart reads only what the database does not have yet; memory is bounded as the
 * core's order book is.
 */
public final class JournalFold {
    private final Map<InstrumentId, Instrument> instruments;
    private final History history;
    private final Map<ShardId, DeskState> desks = new TreeMap<>();
    private final Map<ShardId, ShardPosition> positions = new TreeMap<>();
    private final RoundTrips roundTrips = new RoundTrips();
    private final Standings standings = new Standings();

    /** A fold of nothing yet; what is restored into it has this much of the past. */
    public JournalFold(Map<InstrumentId, Instrument> instruments, History history) {
        this.instruments = instruments;
        this.history = history;
    }

    /** Puts a shard back as the database has it. */
    public void restore(ShardId shard, ShardPosition position, DeskSnapshot snapshot) {
        desks.put(shard, DeskState.restore(instruments, snapshot));
        positions.put(shard, position);
        standings.restore(shard, snapshot.standing());
    }

    /** Where round trips are counted from, see {@link RoundTrips#restore}. */
    public RoundTrips roundTrips() {
        return roundTrips;
    }

    /**
     * Folds one valid decision; throws if it is not legal here, and the fold must not be used any more.
     *
     * @throws OrderNotLoaded if it is about an order that a fold with more of the past may know
     */
    public FoldedDecision fold(ShardId shard, List<DeskEvent> events, ShardPosition after) {
        DeskState desk = desks.computeIfAbsent(shard, absent -> new DeskState(instruments));
        List<Change> changes = new ArrayList<>(events.size());
        for (DeskEvent event : events) {
            changes.add(change(desk, event, changes.size()));
        }
        ShardPosition before = positions.getOrDefault(shard, ShardPosition.BEGINNING);
        positions.put(shard, after);
        return new FoldedDecision(shard, before, after, changes,
            new ShardState(desk.shardState(), desk.lastEventAt(), desk.parkedReports(),
                standings.after(shard, desk, events)));
    }

    /** The shards as they are folded; a shard without a decision is not named. */
    public Map<ShardId, ShardPosition> positions() {
        return Map.copyOf(positions);
    }

    /** All accounts of all shards. */
    public List<Account> accounts() {
        List<Account> all = new ArrayList<>();
        desks.values().forEach(desk -> all.addAll(desk.accounts()));
        return all;
    }

    /** A hash of one shard's state, as the trading core computes it. */
    public String stateHash(ShardId shard) {
        DeskState desk = desks.get(shard);
        return desk == null ? new DeskState(instruments).stateHash() : desk.stateHash();
    }

    private Change change(DeskState desk, DeskEvent event, int index) {
        return switch (event) {
            case OrderEvent e -> orderChange(desk, e, index);
            case AccountOpened e -> accountChange(desk, e, e.account(), index);
            case TradingStateChanged e -> accountChange(desk, e, e.account(), index);
            case FlattenRequested e -> accountChange(desk, e, e.account(), index);
            case FlattenEnded e -> accountChange(desk, e, e.account(), index);
            case ReportParked e -> accountChange(desk, e, null, index);
            case SignalsConsumed e -> accountChange(desk, e, null, index);
            case BreakFound e -> accountChange(desk, e, null, index);
            case BreakClosed e -> accountChange(desk, e, null, index);
        };
    }

    private static Change accountChange(DeskState desk, DeskEvent event, AccountId account, int index) {
        desk.apply(event);
        return new Change(index, event, null, false, null, null,
            account == null ? null : desk.account(account), null);
    }

    private Change orderChange(DeskState desk, OrderEvent event, int index) {
        Order before = desk.book().order(event.clOrdId());
        if (before == null && history == History.RECENT && !(event instanceof OrderCreated)) {
            throw new OrderNotLoaded(event.clOrdId());
        }
        Fill fill = fillOf(desk, event);
        Account was = fill == null || before == null ? null : desk.account(before.terms().account());
        desk.apply(event);
        // An order that ended may already be dropped from the bounded book, but never by its own event.
        Order after = desk.book().order(event.clOrdId());
        boolean ended = after.status().isTerminal() && (before == null || !before.status().isTerminal());
        Instrument instrument = instruments.get(after.terms().instrument());
        if (was == null) {
            return new Change(index, event, after, ended, fill, instrument, null, null);
        }
        Account now = desk.account(was.id());
        RoundTrip trip = roundTrips.changed(now.id(), instrument, was.position(instrument.id()),
            now.position(instrument.id()));
        return new Change(index, event, after, ended, fill, instrument, now, trip);
    }

    private static Fill fillOf(DeskState desk, OrderEvent event) {
        return switch (event) {
            case OrderFilled e -> e.fill();
            case FillCorrected e -> e.fill();
            case FillBusted e -> desk.book().fill(e.clOrdId(), e.execId());
            case OrderEvent other -> null;
        };
    }
}
