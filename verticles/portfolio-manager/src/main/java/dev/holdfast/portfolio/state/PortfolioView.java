package dev.holdfast.portfolio.state;

import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.position.Position;
import dev.holdfast.wire.view.AccountView;
import dev.holdfast.wire.view.PositionView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Positions, cash and profit of every account (requirement A2.3): the journal's fold, valued at the marks.
 * Not thread-safe: one owner.
 */
public final class PortfolioView {
    private final Map<InstrumentId, Instrument> instruments;
    private final Map<ShardId, DeskState> shards = new TreeMap<>();
    private final Set<AccountId> flattening = new HashSet<>();
    private final Map<AccountId, Instant> flattened = new HashMap<>();
    private final Marks marks;

    /**
     * The desk as a whole.
     *
     * @param tradingState the strictest of any account
     */
    public record Totals(Money opening, Money cash, Money equity, String currency,
                         TradingState tradingState) {
    }

    public PortfolioView(Map<InstrumentId, Instrument> instruments, Marks marks) {
        this.instruments = Map.copyOf(instruments);
        this.marks = marks;
    }

    /** The fold of one shard; empty at first. */
    public DeskState shard(ShardId shard) {
        return shards.computeIfAbsent(shard, absent -> new DeskState(instruments));
    }

    void onFlattenRequested(AccountId account) {
        flattening.add(account);
    }

    void onFlattenEnded(AccountId account, Instant at) {
        flattening.remove(account);
        flattened.put(account, at);
    }

    /** All accounts that the journal opened, by name. */
    public List<AccountView> accounts() {
        List<AccountView> views = new ArrayList<>();
        shards.forEach((shard, state) ->
            state.accounts().forEach(account -> views.add(view(shard, state, account))));
        views.sort(Comparator.comparing(AccountView::account));
        return views;
    }

    /** Null if the journal did not open it. */
    public AccountView account(AccountId id) {
        ShardId shard = ShardId.of(id);
        DeskState state = shard(shard);
        Account account = state.account(id);
        return account == null ? null : view(shard, state, account);
    }

    /** All positions that were ever held, by account and instrument. */
    public List<PositionView> positions() {
        List<PositionView> views = new ArrayList<>();
        for (DeskState state : shards.values()) {
            state.accounts().forEach(account -> account.positions().forEach((instrument, position) ->
                views.add(view(account.id(), instrument, position))));
        }
        views.sort(Comparator.comparing(PositionView::account).thenComparing(PositionView::instrument));
        return views;
    }

    /** Flat if it was never held. */
    public PositionView position(AccountId account, InstrumentId instrument) {
        Account held = shard(ShardId.of(account)).account(account);
        return view(account, instrument, held == null ? Position.FLAT : held.position(instrument));
    }

    /**
     * Sums over all accounts.
     *
     * @param currency what to call the sum before any account is open; accounts share one currency
     */
    public Totals totals(String currency) {
        Money opening = Money.ZERO;
        Money cash = Money.ZERO;
        Money equity = Money.ZERO;
        TradingState strictest = TradingState.ACTIVE;
        String shown = currency;
        for (DeskState state : shards.values()) {
            for (Account account : state.accounts()) {
                opening = opening.plus(account.openingCash());
                cash = cash.plus(account.cash());
                equity = equity.plus(account.equity(marks::mark));
                strictest = strictest.stricter(state.tradingState(account.id()));
                shown = account.currency();
            }
        }
        return new Totals(opening, cash, Shown.money(equity), shown, strictest);
    }

    /** Venue reports, of all shards, that fitted no legal move. */
    public long parkedReports() {
        return shards.values().stream().mapToLong(DeskState::parkedReports).sum();
    }

    private AccountView view(ShardId shard, DeskState state, Account account) {
        Money equity = account.equity(marks::mark);
        Money realised = Money.ZERO;
        Money unrealised = Money.ZERO;
        Money fees = Money.ZERO;
        for (Map.Entry<InstrumentId, Position> held : account.positions().entrySet()) {
            realised = realised.plus(held.getValue().realised());
            unrealised = unrealised.plus(unrealised(held.getKey(), held.getValue()));
            fees = fees.plus(held.getValue().fees());
        }
        int open = 0;
        for (Order order : state.book().open()) {
            open += order.terms().account().equals(account.id()) ? 1 : 0;
        }
        return new AccountView(account.id(), account.currency(), account.openingCash(), account.cash(),
            Shown.money(equity), Shown.money(equity.minus(account.openingCash())), Shown.money(realised),
            Shown.money(unrealised), Shown.money(fees), state.tradingState(account.id()), open,
            shard.number(), flattening.contains(account.id()), flattened.get(account.id()));
    }

    private PositionView view(AccountId account, InstrumentId instrument, Position position) {
        BigDecimal mark = marks.mark(instrument);
        Money value = mark == null ? position.cost() : new Money(position.quantity().multiply(mark));
        return new PositionView(account, instrument, position.quantity(),
            Shown.price(position.averagePrice()), mark == null ? null : new Price(mark), Shown.money(value),
            Shown.money(position.realised()), Shown.money(unrealised(instrument, position)),
            Shown.money(position.fees()));
    }

    /** Nothing while there is no mark: the position counts at its cost. */
    private Money unrealised(InstrumentId instrument, Position position) {
        BigDecimal mark = marks.mark(instrument);
        return mark == null ? Money.ZERO : position.unrealised(mark);
    }
}
