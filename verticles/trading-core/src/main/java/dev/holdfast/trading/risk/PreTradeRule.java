package dev.holdfast.trading.risk;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.order.DenialReason;
import dev.holdfast.trading.risk.RiskDecision.Approved;
import dev.holdfast.trading.risk.RiskDecision.Denied;
import java.math.BigDecimal;

/**
 * Decides whether an order may be sent (requirement D4). The first rule that fails names the reason; a value
 * equal to its limit passes. Spot: nothing is sold that is not held.
 */
public final class PreTradeRule {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final RiskDecision PASSES = new Approved();

    private PreTradeRule() {
    }

    /** Checks one order against its account's limits. */
    public static RiskDecision check(OrderCheck order, RiskLimits limits) {
        RiskDecision decision = state(order);
        decision = decision == PASSES ? instrument(order) : decision;
        decision = decision == PASSES ? market(order, limits) : decision;
        decision = decision == PASSES ? size(order, limits) : decision;
        decision = decision == PASSES ? pace(order, limits) : decision;
        return decision == PASSES ? exposure(order, limits) : decision;
    }

    /**
     * The price at which an order is valued and its cash reserved: its limit, or the quote plus the collar.
     *
     * @return null for a MARKET order without a quote
     */
    public static Price reservePrice(OrderCheck order, RiskLimits limits) {
        if (order.limitPrice() != null || order.quote() == null) {
            return order.limitPrice();
        }
        return order.side() == Side.BUY
            ? new Price(collared(order.quote().ask(), limits, 1)) : order.quote().bid();
    }

    private static RiskDecision state(OrderCheck order) {
        return switch (order.state()) {
            case ACTIVE -> PASSES;
            case HALTED -> new Denied(DenialReason.HALTED, "trading is halted; resume first");
            case REDUCE_ONLY -> reduces(order) ? PASSES : new Denied(DenialReason.REDUCE_ONLY,
                "only orders that make the position smaller; closable is " + plain(reducible(order)));
        };
    }

    private static boolean reduces(OrderCheck order) {
        return order.quantity().value().compareTo(reducible(order)) <= 0;
    }

    private static BigDecimal reducible(OrderCheck order) {
        return order.side() == Side.SELL ? order.closable() : order.coverable();
    }

    private static RiskDecision instrument(OrderCheck order) {
        Instrument instrument = order.instrument();
        if (instrument == null) {
            return new Denied(DenialReason.UNKNOWN_INSTRUMENT, "not in conf/instruments.yaml");
        }
        if (order.limitPrice() != null && !instrument.onTick(order.limitPrice())) {
            return new Denied(DenialReason.OFF_TICK,
                "price " + order.limitPrice() + " is not a multiple of tick " + instrument.tickSize());
        }
        if (!instrument.onLot(order.quantity())) {
            return new Denied(DenialReason.OFF_LOT,
                "quantity " + order.quantity() + " is not a multiple of lot " + instrument.lotSize());
        }
        if (order.quantity().compareTo(instrument.minQuantity()) < 0) {
            return new Denied(DenialReason.MIN_QUANTITY,
                "quantity " + order.quantity() + " < " + instrument.minQuantity());
        }
        return order.quantity().compareTo(instrument.maxQuantity()) <= 0 ? PASSES
            : new Denied(DenialReason.MAX_QUANTITY,
                "quantity " + order.quantity() + " > the venue's " + instrument.maxQuantity());
    }

    private static RiskDecision market(OrderCheck order, RiskLimits limits) {
        if (order.quote() == null || !order.quote().condition().isTradable()) {
            String condition = order.quote() == null ? "no quote yet" : order.quote().condition().name();
            return new Denied(DenialReason.NO_LIVE_MARKET, order.instrument().id() + " is " + condition);
        }
        if (order.limitPrice() == null) {
            return PASSES;
        }
        boolean buy = order.side() == Side.BUY;
        BigDecimal edge = buy ? collared(order.quote().ask(), limits, 1)
            : collared(order.quote().bid(), limits, -1);
        int beyond = order.limitPrice().value().compareTo(edge);
        return (buy ? beyond <= 0 : beyond >= 0) ? PASSES : new Denied(DenialReason.PRICE_COLLAR,
            "price " + order.limitPrice() + " is beyond " + plain(edge) + ", the quote with a collar of "
                + plain(limits.priceCollarPercent()) + " %");
    }

    private static RiskDecision size(OrderCheck order, RiskLimits limits) {
        if (order.quantity().compareTo(limits.maxOrderQuantity()) > 0) {
            return new Denied(DenialReason.MAX_QUANTITY,
                "quantity " + order.quantity() + " > limit " + limits.maxOrderQuantity());
        }
        Money notional = reservePrice(order, limits).times(order.quantity());
        if (notional.compareTo(limits.maxOrderNotional()) > 0) {
            return new Denied(DenialReason.MAX_NOTIONAL,
                "notional " + notional + " > limit " + limits.maxOrderNotional());
        }
        return notional.compareTo(order.instrument().minNotional()) >= 0 ? PASSES
            : new Denied(DenialReason.MIN_NOTIONAL,
                "notional " + notional + " < the venue's " + order.instrument().minNotional());
    }

    private static RiskDecision pace(OrderCheck order, RiskLimits limits) {
        if (order.recentOrders() >= limits.maxOrdersPerWindow()) {
            return new Denied(DenialReason.ORDER_RATE, "already " + order.recentOrders() + " orders within "
                + limits.rateWindow().toMillis() + " ms");
        }
        return order.openOrders() < limits.maxOpenOrders() ? PASSES
            : new Denied(DenialReason.MAX_OPEN_ORDERS, "already " + order.openOrders() + " open orders");
    }

    private static RiskDecision exposure(OrderCheck order, RiskLimits limits) {
        BigDecimal quantity = order.quantity().value();
        if (order.side() == Side.SELL) {
            return quantity.compareTo(order.closable()) <= 0 ? PASSES : new Denied(DenialReason.SHORT_SALE,
                "quantity " + order.quantity() + " > closable " + plain(order.closable()));
        }
        Price price = reservePrice(order, limits);
        BigDecimal afterAll = order.position().add(order.openBuying()).add(quantity);
        BigDecimal value = afterAll.multiply(price.value());
        if (value.compareTo(limits.maxPositionNotional().amount()) > 0) {
            return new Denied(DenialReason.MAX_POSITION, "position with open buys would be worth "
                + plain(value) + " > limit " + limits.maxPositionNotional());
        }
        BigDecimal cost = quantity.multiply(price.value());
        return cost.compareTo(order.freeCash()) <= 0 ? PASSES : new Denied(DenialReason.BUYING_POWER,
            "needs " + plain(cost) + ", free cash is " + plain(order.freeCash()));
    }

    private static BigDecimal collared(Price price, RiskLimits limits, int direction) {
        BigDecimal share = limits.priceCollarPercent().multiply(BigDecimal.valueOf(direction));
        return price.value().multiply(HUNDRED.add(share)).movePointLeft(2);
    }

    private static String plain(BigDecimal number) {
        return new Money(number).toString();
    }
}
