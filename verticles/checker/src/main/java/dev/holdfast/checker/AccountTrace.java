package dev.holdfast.checker;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.TradingState;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** One account by plain addition: cash, holdings, and what open orders still reserve. */
final class AccountTrace {
    final AccountId id;
    final BigDecimal opening;
    final Map<InstrumentId, Holding> holdings = new HashMap<>();
    BigDecimal cash;
    BigDecimal reservedCash = BigDecimal.ZERO;
    int openOrders;
    TradingState state = TradingState.ACTIVE;
    boolean flattening;
    /** True once a fill came that no rule here could foresee: a bust, an external or an ended order's. */
    boolean disturbed;
    /** True once an illegal event was left out here that the fold may have applied. */
    boolean tainted;

    /** What is held of one instrument and what open orders still buy and sell of it. */
    static final class Holding {
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal buying = BigDecimal.ZERO;
        BigDecimal selling = BigDecimal.ZERO;
    }

    AccountTrace(AccountId id, BigDecimal opening) {
        this.id = id;
        this.opening = opening;
        this.cash = opening;
    }

    Holding holding(InstrumentId instrument) {
        return holdings.computeIfAbsent(instrument, absent -> new Holding());
    }

    /**
     * Adds a fill, or takes it back.
     *
     * @param sign       1, or -1 to take it back
     * @param instrument null if it is not configured: then no fee is booked
     */
    void fill(OrderTrace order, Fill fill, int sign, Instrument instrument) {
        BigDecimal quantity = fill.quantity().value();
        BigDecimal notional = fill.price().value().multiply(quantity);
        int direction = order.side == Side.BUY ? sign : -sign;
        BigDecimal times = BigDecimal.valueOf(direction);
        BigDecimal fee = fill.fee().multiply(BigDecimal.valueOf(sign));
        Holding held = holding(order.instrument);
        held.quantity = held.quantity.add(quantity.multiply(times));
        cash = cash.subtract(notional.multiply(times));
        if (instrument != null && fill.feeAsset().equals(instrument.quote())) {
            cash = cash.subtract(fee);
        } else if (instrument != null && fill.feeAsset().equals(instrument.base())) {
            held.quantity = held.quantity.subtract(fee);
        }
    }

    /** Takes out what the order reserved so far and puts in what it reserves now. */
    void reserve(OrderTrace order) {
        Holding held = holding(order.instrument);
        BigDecimal now = order.status.isTerminal() ? BigDecimal.ZERO : order.leaves();
        BigDecimal change = now.subtract(order.reserved);
        if (order.side == Side.BUY) {
            BigDecimal cashNow = now.multiply(order.reservePrice);
            held.buying = held.buying.add(change);
            reservedCash = reservedCash.add(cashNow).subtract(order.reservedCash);
            order.reservedCash = cashNow;
        } else {
            held.selling = held.selling.add(change);
        }
        order.reserved = now;
        boolean counts = !order.status.isTerminal();
        if (counts != order.countedOpen) {
            openOrders += counts ? 1 : -1;
            order.countedOpen = counts;
        }
    }
}
