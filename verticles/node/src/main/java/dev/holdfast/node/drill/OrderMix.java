package dev.holdfast.node.drill;

import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;

/**
 * Which orders the load sends: at market, immediate-or-cancel, and resting ones that are canceled or replaced
 * later. Small ones, three buys to two sells, so that most accounts have something to sell.
 */
final class OrderMix {
    static final InstrumentId INSTRUMENT = new InstrumentId("BTCUSDT");
    private static final Origin ORIGIN = Origin.manual("drill");
    private static final Quantity SMALL = new Quantity(new BigDecimal("0.05"));
    private static final Quantity SMALLER = new Quantity(new BigDecimal("0.04"));
    private static final double BUYS = 0.6;
    private static final double AT_MARKET = 0.4;
    private static final double IMMEDIATE = 0.7;
    private static final BigDecimal ABOVE = new BigDecimal("1.01");
    private static final BigDecimal BELOW = new BigDecimal("0.99");
    private static final BigDecimal FAR_BELOW = new BigDecimal("0.97");
    private static final int PRICE_DECIMALS = 2;

    private final RandomGenerator chance;

    OrderMix(RandomGenerator chance) {
        this.chance = chance;
    }

    SubmitOrder next(AccountId account, String name, Quote quote) {
        Side side = chance.nextDouble() < BUYS ? Side.BUY : Side.SELL;
        double kind = chance.nextDouble();
        ClOrdId id = ClOrdId.chosen(account, name);
        if (kind < AT_MARKET) {
            return new SubmitOrder(id, account, INSTRUMENT, side, OrderType.MARKET, TimeInForce.IOC, SMALL,
                null, ORIGIN);
        }
        boolean buys = side == Side.BUY;
        if (kind < IMMEDIATE) {
            Price price = buys ? times(quote.ask(), ABOVE) : times(quote.bid(), BELOW);
            return new SubmitOrder(id, account, INSTRUMENT, side, OrderType.LIMIT, TimeInForce.IOC, SMALL,
                price, ORIGIN);
        }
        Price price = buys ? times(quote.bid(), BELOW) : times(quote.ask(), ABOVE);
        return new SubmitOrder(id, account, INSTRUMENT, side, OrderType.LIMIT, TimeInForce.GTC, SMALL,
            price, ORIGIN);
    }

    /** An order that the venue takes and ends at once without a trade. */
    static SubmitOrder probe(AccountId account, String name, Quote quote) {
        return new SubmitOrder(ClOrdId.chosen(account, name), account, INSTRUMENT, Side.BUY, OrderType.LIMIT,
            TimeInForce.IOC, SMALL, times(quote.bid(), FAR_BELOW), ORIGIN);
    }

    /** An order that rests in the venue's book until it is canceled. */
    static SubmitOrder resting(AccountId account, String name, Quote quote) {
        return new SubmitOrder(ClOrdId.chosen(account, name), account, INSTRUMENT, Side.BUY, OrderType.LIMIT,
            TimeInForce.GTC, SMALL, times(quote.bid(), FAR_BELOW), ORIGIN);
    }

    static Quantity smaller() {
        return SMALLER;
    }

    /** A price still further from the market than a resting order's own. */
    static Price further(SubmitOrder order) {
        return times(order.limitPrice(), order.side() == Side.BUY ? BELOW : ABOVE);
    }

    private static Price times(Price price, BigDecimal factor) {
        return new Price(price.value().multiply(factor).setScale(PRICE_DECIMALS, RoundingMode.HALF_UP));
    }
}
