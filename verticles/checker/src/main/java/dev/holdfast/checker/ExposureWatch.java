package dev.holdfast.checker;

import dev.holdfast.checker.AccountTrace.Holding;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DenialReason;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.risk.RiskLimits;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Invariants 12 and 13. What was approved is held against the cash, the position and the limits with all
 * reservations of the own table; what was denied for want of them must really have wanted them, else a
 * reservation was never released.
 */
final class ExposureWatch {
    private final Findings findings;
    private final ShardTable table;
    private final Map<AccountId, RiskLimits> limits;

    ExposureWatch(Findings findings, ShardTable table, Map<AccountId, RiskLimits> limits) {
        this.findings = findings;
        this.table = table;
        this.limits = limits;
    }

    /**
     * After an order was sent or queued.
     *
     * @param before its status until then: what waited with a MARKET order was checked at a price that no
     *               record holds
     */
    void approved(Place place, OrderTrace order, OrderStatus before) {
        AccountTrace account = order.account;
        Holding held = account.holding(order.instrument);
        if (table.state(account) == TradingState.REDUCE_ONLY) {
            reduces(place, order, held);
            return;
        }
        if (order.market && before == OrderStatus.QUEUED) {
            return;
        }
        String excess = order.side == Side.BUY ? buyExcess(order, account, held) : sellExcess(held);
        if (excess == null) {
            excess = countExcess(order, account);
        }
        if (findings.fails(Invariant.EXPOSURE, excess == null)) {
            findings.broken(Invariant.EXPOSURE, place, order.id, "approved, but " + excess);
        }
    }

    /** Before a denial is taken into the table. */
    void denied(Place place, OrderTrace order, OrderDenied event) {
        if (order.market && order.status == OrderStatus.QUEUED) {
            return;
        }
        AccountTrace account = order.account;
        Holding held = account.holding(order.instrument);
        RiskLimits limit = limits.get(account.id);
        if (event.reason() == DenialReason.BUYING_POWER) {
            BigDecimal free = account.cash.subtract(account.reservedCash).add(order.reservedCash);
            BigDecimal cost = order.leaves().multiply(order.reservePrice);
            judgeDenial(place, order, cost.compareTo(free) > 0, "cash: needs " + plain(cost) + ", free is "
                + plain(free));
        } else if (event.reason() == DenialReason.SHORT_SALE) {
            BigDecimal closable = held.quantity.subtract(held.selling).add(order.reserved);
            judgeDenial(place, order, order.leaves().compareTo(closable) > 0, "something to sell: "
                + plain(order.leaves()) + " of " + plain(closable) + " closable");
        } else if (event.reason() == DenialReason.MAX_OPEN_ORDERS && limit != null) {
            judgeDenial(place, order, account.openOrders > limit.maxOpenOrders(), "room: "
                + account.openOrders + " open orders with it");
        } else if (event.reason() == DenialReason.MAX_POSITION && limit != null) {
            BigDecimal value = held.quantity.add(held.buying).multiply(order.reservePrice);
            judgeDenial(place, order, value.compareTo(limit.maxPositionNotional().amount()) > 0,
                "room: position with open buys would be worth " + plain(value));
        }
    }

    /** After a fill: one that was sent under reduce-only has not made the position larger. */
    void filled(Place place, OrderTrace order, BigDecimal positionBefore) {
        if (!order.sentReduceOnly || order.account.disturbed) {
            return;
        }
        BigDecimal after = order.account.holding(order.instrument).quantity;
        if (findings.fails(Invariant.REDUCE_ONLY, after.abs().compareTo(positionBefore.abs()) <= 0)) {
            findings.broken(Invariant.REDUCE_ONLY, place, order.id, "position " + plain(positionBefore)
                + " became " + plain(after));
        }
    }

    private void reduces(Place place, OrderTrace order, Holding held) {
        boolean buy = order.side == Side.BUY;
        BigDecimal closable = buy ? held.quantity.negate() : held.quantity;
        BigDecimal closing = buy ? held.buying : held.selling;
        if (findings.fails(Invariant.REDUCE_ONLY, closing.compareTo(closable) <= 0)) {
            findings.broken(Invariant.REDUCE_ONLY, place, order.id, order.side
                + " approved under reduce-only: open orders close " + plain(closing) + " of "
                + plain(closable));
        }
    }

    private String buyExcess(OrderTrace order, AccountTrace account, Holding held) {
        if (account.reservedCash.compareTo(account.cash) > 0) {
            return "open buys reserve " + plain(account.reservedCash) + " of " + plain(account.cash)
                + " cash";
        }
        RiskLimits limit = limits.get(account.id);
        if (limit == null) {
            return null;
        }
        BigDecimal value = held.quantity.add(held.buying).multiply(order.reservePrice);
        return value.compareTo(limit.maxPositionNotional().amount()) <= 0 ? null : "position with open buys"
            + " would be worth " + plain(value) + " > limit " + limit.maxPositionNotional();
    }

    private static String sellExcess(Holding held) {
        return held.selling.compareTo(held.quantity) <= 0 ? null : "open sells offer " + plain(held.selling)
            + " of " + plain(held.quantity) + " held";
    }

    private String countExcess(OrderTrace order, AccountTrace account) {
        RiskLimits limit = limits.get(account.id);
        if (limit == null) {
            return null;
        }
        BigDecimal notional = order.leaves().multiply(order.reservePrice);
        if (notional.compareTo(limit.maxOrderNotional().amount()) > 0) {
            return "its value " + plain(notional) + " > limit " + limit.maxOrderNotional();
        }
        return account.openOrders <= limit.maxOpenOrders() ? null
            : account.openOrders + " open orders > limit " + limit.maxOpenOrders();
    }

    private void judgeDenial(Place place, OrderTrace order, boolean wanting, String what) {
        if (findings.fails(Invariant.EXPOSURE, wanting)) {
            findings.broken(Invariant.EXPOSURE, place, order.id, "denied for want of " + what
                + ": a reservation was never released");
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
