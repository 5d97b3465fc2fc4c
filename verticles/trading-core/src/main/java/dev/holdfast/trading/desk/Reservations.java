package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Decimal;
import dev.holdfast.trading.order.Order;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What an account's open orders may still cost or sell. Kept as running sums: an order's share is taken out
 * before its event and put back after it, so each is released exactly once (invariant 13).
 */
final class Reservations {
    private final Map<InstrumentId, Decimal> buying = new HashMap<>();
    private final Map<InstrumentId, Decimal> selling = new HashMap<>();
    private Decimal cash = Decimal.ZERO;
    private int openOrders;

    Reservations copy() {
        Reservations copy = new Reservations();
        copy.buying.putAll(buying);
        copy.selling.putAll(selling);
        copy.cash = cash;
        copy.openOrders = openOrders;
        return copy;
    }

    void add(Order order) {
        count(order, true);
    }

    void remove(Order order) {
        count(order, false);
    }

    /** Takes an order's share out as it was and puts it back as it is; most events leave it as it was. */
    void move(Order before, Order after) {
        boolean same = before.terms() == after.terms() && before.cumulative() == after.cumulative()
            && before.status().isTerminal() == after.status().isTerminal();
        if (!same) {
            remove(before);
            add(after);
        }
    }

    /** Quote asset that open buys may still take. */
    BigDecimal cash() {
        return cash.toBigDecimal();
    }

    int openOrders() {
        return openOrders;
    }

    BigDecimal buying(InstrumentId instrument) {
        return buying.getOrDefault(instrument, Decimal.ZERO).toBigDecimal();
    }

    BigDecimal selling(InstrumentId instrument) {
        return selling.getOrDefault(instrument, Decimal.ZERO).toBigDecimal();
    }

    private void count(Order order, boolean in) {
        if (order.status().isTerminal()) {
            return;
        }
        openOrders += in ? 1 : -1;
        Decimal leaves = in ? order.leaves().decimal() : order.leaves().decimal().negated();
        boolean buy = order.terms().side() == Side.BUY;
        (buy ? buying : selling).merge(order.terms().instrument(), leaves, Decimal::plus);
        if (buy) {
            cash = cash.plus(leaves.times(order.terms().reservePrice().decimal()));
        }
    }
}
