package dev.holdfast.checker;

import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import java.util.Map;

/** The fold under test: the one that everybody trades on. */
interface Fold {
    void apply(DeskEvent event);

    /** Null if it has none. */
    Order order(ClOrdId id);

    /** Null if it has none. */
    Account account(AccountId id);

    TradingState tradingState(AccountId id);

    int openOrders();

    String hash();

    /** Another one, made from a snapshot of this one. */
    Fold restored();

    /** The production fold of one shard. */
    static Fold ofDesk(Map<InstrumentId, Instrument> instruments) {
        return new OfDesk(instruments, new DeskState(instruments));
    }

    /** The production fold. */
    record OfDesk(Map<InstrumentId, Instrument> instruments, DeskState state) implements Fold {
        @Override
        public void apply(DeskEvent event) {
            state.apply(event);
        }

        @Override
        public Order order(ClOrdId id) {
            return state.book().order(id);
        }

        @Override
        public Account account(AccountId id) {
            return state.account(id);
        }

        @Override
        public TradingState tradingState(AccountId id) {
            return state.tradingState(id);
        }

        @Override
        public int openOrders() {
            return state.book().openCount();
        }

        @Override
        public String hash() {
            return state.stateHash();
        }

        @Override
        public Fold restored() {
            return new OfDesk(instruments, DeskState.restore(instruments, state.snapshot()));
        }
    }
}
