package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.JsonFields;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.wire.view.OrderRequest;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads the bodies of order commands. What is checked here could never be a legal order; limits, prices and
 * buying power are the desk's to judge.
 */
final class OrderForm {
    /** Names of the two rules of a decimal, as the messages say them. */
    private static final String TICK = "tick size";
    private static final String LOT = "lot size";
    private static final List<OrderStatus> ENDS =
        List.of(OrderStatus.REJECTED, OrderStatus.CANCELED, OrderStatus.EXPIRED);
    private static final int MAX_EVIDENCE = 500;
    private static final String EVIDENCE = "1 to " + MAX_EVIDENCE + " characters";

    private final Map<InstrumentId, Instrument> instruments;
    private final Collection<AccountId> accounts;

    /** What a replace asks for. */
    record Replacement(Quantity quantity, Price limitPrice) {
    }

    /** How an order of unknown fate is said to have ended, and how somebody knows. */
    record Resolution(OrderStatus status, String evidence) {
    }

    OrderForm(Map<InstrumentId, Instrument> instruments, Collection<AccountId> accounts) {
        this.instruments = instruments;
        this.accounts = accounts;
    }

    /** Throws a Problem that names every wrong field. */
    OrderRequest order(JsonFields fields) {
        AccountId account = fields.oneOf("account", accounts, true);
        String clOrdId = clOrdId(fields, account);
        InstrumentId named = fields.oneOf("instrument", instruments.keySet(), true);
        Instrument instrument = named == null ? null : instruments.get(named);
        Side side = fields.choice("side", Side.class, true);
        OrderType type = fields.choice("type", OrderType.class, true);
        TimeInForce timeInForce = fields.choice("timeInForce", TimeInForce.class, false);
        BigDecimal quantity = onStep(fields, "quantity", instrument, LOT);
        BigDecimal limitPrice = limitPrice(fields, type, instrument);
        fields.done("invalid-order", "The order is not valid");
        return new OrderRequest(clOrdId, account, instrument.id(), side, type,
            timeInForce == null ? TimeInForce.GTC : timeInForce, new Quantity(quantity),
            limitPrice == null ? null : new Price(limitPrice));
    }

    /** New terms for a LIMIT order; both are required, as a half-named change would be a guess. */
    Replacement replacement(JsonFields fields, Instrument instrument) {
        BigDecimal quantity = onStep(fields, "quantity", instrument, LOT);
        BigDecimal limitPrice = onStep(fields, "limitPrice", instrument, TICK);
        fields.done("invalid-order", "The new terms are not valid");
        return new Replacement(new Quantity(quantity), new Price(limitPrice));
    }

    /** The end that an operator found out; executions are the venue's to report, so it is never a fill. */
    Resolution resolution(JsonFields fields) {
        OrderStatus status = fields.oneOf("status", ENDS, true);
        String evidence = fields.requiredText("evidence", EVIDENCE);
        if (evidence != null && evidence.length() > MAX_EVIDENCE) {
            fields.wrong("evidence", "has " + evidence.length() + " characters", EVIDENCE);
        }
        fields.done("invalid-request", "The resolution is not valid");
        return new Resolution(status, evidence);
    }

    private static String clOrdId(JsonFields fields, AccountId account) {
        String allowed = "1 to 28 of A-Z a-z 0-9 _ -";
        String text = fields.requiredText("clOrdId", allowed);
        if (text == null || account == null) {
            return text;
        }
        try {
            ClOrdId.chosen(account, text);
        } catch (IllegalArgumentException e) {
            fields.wrong("clOrdId", "not a clOrdId: '" + text.substring(0, Math.min(text.length(), 40)) + "'",
                allowed);
        }
        return text;
    }

    private static BigDecimal limitPrice(JsonFields fields, OrderType type, Instrument instrument) {
        if (type != OrderType.MARKET) {
            return type == null ? fields.decimal("limitPrice")
                : onStep(fields, "limitPrice", instrument, TICK);
        }
        if (fields.decimal("limitPrice") != null) {
            fields.wrong("limitPrice", "a MARKET order has no limit price", null);
        }
        return null;
    }

    private static BigDecimal onStep(JsonFields fields, String name, Instrument instrument, String rule) {
        BigDecimal value = fields.decimal(name);
        if (value == null) {
            if (fields.isRight(name)) {
                fields.wrong(name, "is required", "a decimal such as \"12.5\"");
            }
            return null;
        }
        if (value.signum() <= 0) {
            fields.wrong(name, "must be above zero, was " + value.toPlainString(), "> 0");
            return null;
        }
        if (instrument == null) {
            return value;
        }
        BigDecimal step = rule.equals(TICK) ? instrument.tickSize().value() : instrument.lotSize().value();
        if (value.remainder(step).signum() != 0) {
            String how = decimals(value) > decimals(step) ? "too many decimals" : "between two steps";
            fields.wrong(name, how + ": " + value.toPlainString() + " is not a multiple of the " + rule + " "
                + step.toPlainString(), "a multiple of " + step.toPlainString());
        }
        return value;
    }

    private static int decimals(BigDecimal value) {
        return Math.max(0, value.stripTrailingZeros().scale());
    }
}
