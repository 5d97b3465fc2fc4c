package dev.holdfast.risk;

import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.checkpoint.RiskSnapshot;
import dev.holdfast.wire.checkpoint.RiskSnapshot.Measured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * From when on the drawdown of each account of one shard is measured: its opening, or the end of its newest
 * halt. A fold of its own beside the desk's, so that both may be restored as of different offsets.
 */
final class MeasureBook {
    private final Map<AccountId, Measured> accounts = new TreeMap<>();
    private TradingState shardState = TradingState.ACTIVE;
    private Instant lastEventAt = Instant.EPOCH;

    /** An empty one; {@link #onEvent} is to see everything from the journal's beginning. */
    MeasureBook() {
    }

    /** One that goes on behind a snapshot. */
    MeasureBook(RiskSnapshot.Shard from, Instant asOf) {
        this.shardState = from.state();
        this.lastEventAt = asOf;
        from.accounts().forEach(account -> accounts.put(account.account(), account));
    }

    void onEvent(DeskEvent event) {
        lastEventAt = event.at().isAfter(lastEventAt) ? event.at() : lastEventAt;
        switch (event) {
            case AccountOpened e -> accounts.put(e.account(),
                new Measured(e.account(), TradingState.ACTIVE, e.at(), false));
            case TradingStateChanged e when e.account() == null -> {
                TradingState before = shardState;
                shardState = e.state();
                accounts.replaceAll((id, account) -> changed(account, before, account, e.at()));
            }
            case TradingStateChanged e -> accounts.computeIfPresent(e.account(), (id, account) ->
                changed(account, shardState, with(account, e.state()), e.at()));
            case DeskEvent other -> { }
        }
    }

    /** Null if the account is not known. */
    Instant since(AccountId account) {
        Measured known = accounts.get(account);
        return known == null ? null : known.since();
    }

    /** True if a halt of the account was ended once. */
    boolean wasResumed(AccountId account) {
        Measured known = accounts.get(account);
        return known != null && known.resumed();
    }

    Instant lastEventAt() {
        return lastEventAt;
    }

    TradingState shardState() {
        return shardState;
    }

    List<Measured> accounts() {
        return new ArrayList<>(accounts.values());
    }

    private Measured changed(Measured was, TradingState shardWas, Measured now, Instant at) {
        boolean halted = was.state().stricter(shardWas) == TradingState.HALTED;
        boolean isHalted = now.state().stricter(shardState) == TradingState.HALTED;
        return halted && !isHalted ? new Measured(now.account(), now.state(), at, true) : now;
    }

    private static Measured with(Measured account, TradingState state) {
        return new Measured(account.account(), state, account.since(), account.resumed());
    }
}
