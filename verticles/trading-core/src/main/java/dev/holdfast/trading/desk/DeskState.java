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
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    public static final int MAX_RATE = 1_000;

    private final Map<InstrumentId, Instrument> instruments;
    private final Map<AccountId, Account> accounts = new TreeMap<>();
    private final OrderBook book = new OrderBook();
    private final Map<AccountId, Reservations> reservations = new HashMap<>();
    private final Map<AccountId, ArrayDeque<Instant>> creations = new HashMap<>();
    private TradingState shardState = TradingState.ACTIVE;
    private Instant lastEventAt = Instant.EPOCH;
    private long parkedReports;

    public DeskState(Map<InstrumentId, Instrument> instruments) {
        this.instruments = instruments;
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
            case SignalsConsumed e -> { }
            case FlattenRequested e -> { }
            case FlattenEnded e -> { }
            case BreakFound e -> { }
            case BreakClosed e -> { }
        }
        if (event.at().isAfter(lastEventAt)) {
            lastEventAt = event.at();
        }
    }

    /** Null if the account is not here. */
    public Account account(AccountId id) {
        return accounts.get(id);
    }

    public List<Account> accounts() {
        return new ArrayList<>(accounts.values());
    }

    public OrderBook book() {
        return book;
    }

    /** What the account may do: the stricter of its own state and the shard's. */
    public TradingState tradingState(AccountId id) {
        Account account = accounts.get(id);
        return account == null ? shardState : shardState.stricter(account.state());
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
            orders.add(new DeskSnapshot.KeptOrder(order, List.copyOf(book.fills(order.clOrdId()))));
        }
        return new DeskSnapshot(accounts(), orders, book.ended(), shardState, lastEventAt, parkedReports);
    }

    /** Fills an empty state from a snapshot; running sums are made anew. */
    public static DeskState restore(Map<InstrumentId, Instrument> instruments, DeskSnapshot snapshot) {
        DeskState state = new DeskState(instruments);
        snapshot.accounts().forEach(account -> state.accounts.put(account.id(), account));
        for (DeskSnapshot.KeptOrder kept : snapshot.orders()) {
            state.book.restore(kept.order(), kept.fills());
            state.reservations(kept.order().terms().account()).add(kept.order());
            state.countCreation(kept.order().terms().account(), kept.order().terms().createdAt());
        }
        state.book.restoreEnded(snapshot.ended());
        state.shardState = snapshot.shardState();
        state.lastEventAt = snapshot.lastEventAt();
        state.parkedReports = snapshot.parkedReports();
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
        int count = 0;
        ArrayDeque<Instant> times = creations.getOrDefault(id, new ArrayDeque<>());
        for (var newestFirst = times.descendingIterator(); newestFirst.hasNext(); count++) {
            if (!newestFirst.next().isAfter(since)) {
                break;
            }
        }
        return count;
    }

    private void applyToOrder(OrderEvent event) {
        ClOrdId id = event.clOrdId();
        Order before = book.order(id);
        Fill was = replacedFill(event);
        Order after = book.apply(event);
        AccountId account = after.terms().account();
        Reservations held = reservations(account);
        if (before == null) {
            countCreation(account, event.at());
        } else {
            held.remove(before);
        }
        held.add(after);
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

    private void countCreation(AccountId account, Instant at) {
        ArrayDeque<Instant> times = creations.computeIfAbsent(account, absent -> new ArrayDeque<>());
        times.add(at);
        if (times.size() > MAX_RATE) {
            times.poll();
        }
    }
}
