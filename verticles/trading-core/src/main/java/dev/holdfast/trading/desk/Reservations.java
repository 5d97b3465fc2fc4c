package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.order.Order;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What an account's open orders may still cost or sell. Kept as running sums: an order's share is taken out
 * before its event and put back after it, so each is released exactly once (invariant 13).
 */
final class Reservations {
    private BigDecimal cash = BigDecimal.ZERO;
    private int openOrders;
    private final Map<InstrumentId, BigDecimal> buying = new HashMap<>();
    private final Map<InstrumentId, BigDecimal> selling = new HashMap<>();

    void add(Order order) {
        count(order, BigDecimal.ONE);
    }

    void remove(Order order) {
        count(order, BigDecimal.ONE.negate());
    }

    /** Quote asset that open buys may still take. */
    BigDecimal cash() {
        return cash;
    }

    int openOrders() {
        return openOrders;
    }

    BigDecimal buying(InstrumentId instrument) {
        return buying.getOrDefault(instrument, BigDecimal.ZERO);
    }

    BigDecimal selling(InstrumentId instrument) {
        return selling.getOrDefault(instrument, BigDecimal.ZERO);
    }

    private void count(Order order, BigDecimal sign) {
        if (order.status().isTerminal()) {
            return;
        }
        openOrders += sign.signum();
        BigDecimal leaves = order.leaves().value().multiply(sign);
        boolean buy = order.terms().side() == Side.BUY;
        (buy ? buying : selling).merge(order.terms().instrument(), leaves, BigDecimal::add);
        if (buy) {
            cash = cash.add(leaves.multiply(order.terms().reservePrice().value()));
        }
    }
}
