package dev.holdfast.checker;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.position.Position;
import java.util.TreeMap;

/** The production fold with one fault put into it. */
record CrookedFold(Fold straight, Fault fault) implements Fold {
    /** What is wrong with it. */
    enum Fault { LOSES_CASH, LOSES_PROFIT, LOSES_A_FILL, FORGETS_A_HALT, RESTORES_NOTHING, LOSES_AN_ORDER }

    @Override
    public void apply(DeskEvent event) {
        if (fault != Fault.LOSES_A_FILL || !(event instanceof OrderFilled)) {
            straight.apply(event);
        }
    }

    @Override
    public Order order(ClOrdId id) {
        return straight.order(id);
    }

    @Override
    public Account account(AccountId id) {
        Account account = straight.account(id);
        if (account == null || fault != Fault.LOSES_CASH && fault != Fault.LOSES_PROFIT) {
            return account;
        }
        TreeMap<InstrumentId, Position> positions =
            new TreeMap<>(account.positions());
        if (fault == Fault.LOSES_PROFIT) {
            positions.replaceAll((instrument, held) -> new Position(held.quantity(), held.cost(),
                held.realised().plus(Money.of("1")), held.fees()));
        }
        Money cash = fault == Fault.LOSES_CASH ? account.cash().minus(Money.of("1")) : account.cash();
        return new Account(account.id(), account.openingCash(), account.currency(), cash, positions,
            account.state());
    }

    @Override
    public TradingState tradingState(AccountId id) {
        return fault == Fault.FORGETS_A_HALT ? TradingState.ACTIVE : straight.tradingState(id);
    }

    @Override
    public int openOrders() {
        return straight.openOrders() - (fault == Fault.LOSES_AN_ORDER ? 1 : 0);
    }

    @Override
    public String hash() {
        return straight.hash();
    }

    @Override
    public Fold restored() {
        return fault == Fault.RESTORES_NOTHING ? Fold.ofDesk(JournalBuilder.INSTRUMENTS) :
            straight.restored();
    }
}
