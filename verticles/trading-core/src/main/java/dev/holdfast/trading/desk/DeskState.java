package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
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
import dev.holdfast.trading.order.IllegalMove;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderBook;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.BreakBook;
import dev.holdfast.trading.reconcile.OpenBreak;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One shard's whole state: the fold of its journal. Only {@link #apply} changes it. Not thread-safe: each
 * fold (the owner's speculative one, the committed one, a view's) has its own.
 */
public final class DeskState {
    /** Creation times kept for the order-rate rule; the largest limit that can be configured. */
    public static final int MAX_RATE = RecentOrders.MAX;

    /**
     * To be raised with every change after which the same journal leads to another state, or a snapshot has
     * another form: a snapshot of an older version is then not begun from.
     */
    public static final int FOLD_VERSION = 2;

    private final Map<InstrumentId, Instrument> instruments;
    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final OrderBook book;
    private final Map<AccountId, Reservations> reservations = new HashMap<>();
    private final Map<AccountId, RecentOrders> creations = new HashMap<>();
    private final Map<AccountId, Flattening> flattenings = new TreeMap<>();
    private final Map<Integer, Long> signalOffsets = new TreeMap<>();
    private final BreakBook breaks = new BreakBook();
    private TradingState shardState = TradingState.ACTIVE;
    private Instant lastEventAt = Instant.EPOCH;
    private long parkedReports;

    public DeskState(Map<InstrumentId, Instrument> instruments) {
        this(instruments, new OrderBook());
    }

    private DeskState(Map<InstrumentId, Instrument> instruments, OrderBook book) {
        this.instruments = instruments;
        this.book = book;
    }

    /**
     * The same state, which goes its own way from here on. All but the tables is shared, so it costs little:
     * whoever takes a shard over begins with one, and orders wait for it.
     */
    public DeskState copy() {
        DeskState copy = new DeskState(instruments, book.copy());
        copy.accounts.putAll(accounts);
        reservations.forEach((id, sums) -> copy.reservations.put(id, sums.copy()));
        creations.forEach((id, times) -> copy.creations.put(id, times.copy()));
        copy.flattenings.putAll(flattenings);
        copy.signalOffsets.putAll(signalOffsets);
        copy.breaks.restore(breaks.open());
        copy.shardState = shardState;
        copy.lastEventAt = lastEventAt;
        copy.parkedReports = parkedReports;
        return copy;
    }

    /**
     * Folds one event.
     *
     * @throws IllegalMove if it is not legal in this state: the journal or the code is wrong
     */
    public void apply(DeskEvent event) {
        switch (event) {
            case OrderEvent e -> applyToOrder(e);
            case AccountOpened e -> {
                if (accounts.putIfAbsent(e.account(), Account.opened(e.account(), e.cash(), e.currency()))
                    != null) {
                    throw new IllegalMove("account " + e.account() + " opened twice");
                }
            }
            case TradingStateChanged e when e.account() == null -> shardState = e.state();
            case TradingStateChanged e ->
                accounts.computeIfPresent(e.account(), (id, account) -> account.withState(e.state()));
            case ReportParked e -> parkedReports++;
            case SignalsConsumed e -> signalOffsets.merge(e.partition(), e.nextOffset(), Math::max);
            case FlattenRequested e -> flattenings.putIfAbsent(e.account(), Flattening.requested(e));
            case FlattenEnded e -> flattenings.remove(e.account());
            case BreakFound e -> breaks.found(new OpenBreak(e.breakId(), e.kind(), e.subject(), e.ours(),
                e.venues(), e.at()));
            case BreakClosed e -> breaks.closed(e.breakId());
        }
        if (event.at().isAfter(lastEventAt)) {
            lastEventAt = event.at();
        }
    }

    /** Null if the account is not here. */
    public Account account(AccountId id) {
        return accounts.get(id);
    }

    /** All accounts, by id. */
    public List<Account> accounts() {
        List<Account> sorted = new ArrayList<>(accounts.values());
        sorted.sort(Comparator.comparing(Account::id));
        return sorted;
    }

    public OrderBook book() {
        return book;
    }

    /** What the account may do: the strictest of its own state, the shard's, and a flatten under way. */
    public TradingState tradingState(AccountId id) {
        Account account = accounts.get(id);
        TradingState own = account == null ? shardState : shardState.stricter(account.state());
        return flattenings.containsKey(id) ? own.stricter(TradingState.REDUCE_ONLY) : own;
    }

    /** Accounts that are being brought to zero. */
    public List<Flattening> flattenings() {
        return new ArrayList<>(flattenings.values());
    }

    /** Null if the account is not being brought to zero. */
    public Flattening flattening(AccountId id) {
        return flattenings.get(id);
    }

    /** Every signal of the partition below it was decided on here; 0 before the first. */
    public long nextSignalOffset(int partition) {
        return signalOffsets.getOrDefault(partition, 0L);
    }

    /** The same for every partition of which any signal was decided on. */
    public Map<Integer, Long> nextSignalOffsets() {
        return Map.copyOf(signalOffsets);
    }

    /** Differences with the venue that nobody settled yet. */
    public BreakBook breaks() {
        return breaks;
    }

    public TradingState shardState() {
        return shardState;
    }

    public Instant lastEventAt() {
        return lastEventAt;
    }

    /** Venue reports that fitted no legal move. */
    public long parkedReports() {
        return parkedReports;
    }

    /** Everything, in a form that can be stored. */
    public DeskSnapshot snapshot() {
        List<DeskSnapshot.KeptOrder> orders = new ArrayList<>();
        for (Order order : book.orders()) {
            orders.add(new DeskSnapshot.KeptOrder(order, List.copyOf(book.fills(order.clOrdId())),
                List.copyOf(book.busted(order.clOrdId()))));
        }
        List<DeskSnapshot.SignalOffset> offsets = new ArrayList<>();
        signalOffsets.forEach((partition, next) ->
            offsets.add(new DeskSnapshot.SignalOffset(partition, next)));
        return new DeskSnapshot(accounts(), orders, book.ended(), shardState, lastEventAt, parkedReports,
            new DeskSnapshot.Standing(flattenings(), offsets, breaks.open()));
    }

    /** Fills an empty state from a snapshot; running sums are made anew. */
    public static DeskState restore(Map<InstrumentId, Instrument> instruments, DeskSnapshot snapshot) {
        DeskState state = new DeskState(instruments);
        snapshot.accounts().forEach(account -> state.accounts.put(account.id(), account));
        for (DeskSnapshot.KeptOrder kept : snapshot.orders()) {
            state.book.restore(kept.order(), kept.fills(), kept.busted());
            state.reservations(kept.order().terms().account()).add(kept.order());
            state.countCreation(kept.order().terms(), kept.order().terms().createdAt());
        }
        state.book.restoreEnded(snapshot.ended());
        state.shardState = snapshot.shardState();
        state.lastEventAt = snapshot.lastEventAt();
        state.parkedReports = snapshot.parkedReports();
        snapshot.standing().flattenings().forEach(one -> state.flattenings.put(one.account(), one));
        snapshot.standing().signals().forEach(one ->
            state.signalOffsets.put(one.partition(), one.nextOffset()));
        state.breaks.restore(snapshot.standing().breaks());
        return state;
    }

    /** A hash of everything that {@link #snapshot} holds (invariant 15). */
    public String stateHash() {
        return snapshot().hash();
    }

    Reservations reservations(AccountId id) {
        return reservations.computeIfAbsent(id, absent -> new Reservations());
    }

    /** Orders that the account created after {@code since}; counts no further than {@link #MAX_RATE}. */
    int createdSince(AccountId id, Instant since) {
        RecentOrders recent = creations.get(id);
        return recent == null ? 0 : recent.after(since);
    }

    private void applyToOrder(OrderEvent event) {
        ClOrdId id = event.clOrdId();
        Order before = book.order(id);
        Fill was = replacedFill(event);
        Order after = book.apply(event);
        AccountId account = after.terms().account();
        if (before == null) {
            countCreation(after.terms(), event.at());
            countAttempt(after.terms());
            reservations(account).add(after);
        } else {
            reservations(account).move(before, after);
        }
        bookMoney(event, after, was);
    }

    private Fill replacedFill(OrderEvent event) {
        return switch (event) {
            case FillBusted e -> book.fill(e.clOrdId(), e.execId());
            case FillCorrected e -> book.fill(e.clOrdId(), e.fill().execId());
            case OrderEvent other -> null;
        };
    }

    private void bookMoney(OrderEvent event, Order order, Fill was) {
        if (was != null) {
            accounts.computeIfPresent(order.terms().account(), (id, account) ->
                account.minus(instrumentOf(order), order.terms().side(), was));
        }
        Fill now = switch (event) {
            case OrderFilled e -> e.fill();
            case FillCorrected e -> e.fill();
            case OrderEvent other -> null;
        };
        if (now != null) {
            accounts.computeIfPresent(order.terms().account(), (id, account) ->
                account.plus(instrumentOf(order), order.terms().side(), now));
        }
    }

    private Instrument instrumentOf(Order order) {
        Instrument instrument = instruments.get(order.terms().instrument());
        if (instrument == null) {
            throw new IllegalStateException("the journal names instrument " + order.terms().instrument()
                + ", the configuration does not; add it to instruments.yaml and venue.instruments");
        }
        return instrument;
    }

    /** An order that nobody here made is no sign of our pace. */
    private void countCreation(OrderTerms terms, Instant at) {
        if (terms.origin().source() == Origin.Source.EXTERNAL) {
            return;
        }
        creations.computeIfAbsent(terms.account(), absent -> new RecentOrders()).add(at);
    }

    private void countAttempt(OrderTerms terms) {
        if (terms.origin().source() == Origin.Source.FLATTEN) {
            flattenings.computeIfPresent(terms.account(), (id, flattening) -> flattening.attempted());
        }
    }
}
