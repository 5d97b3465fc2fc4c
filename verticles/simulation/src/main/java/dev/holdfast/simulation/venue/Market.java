package dev.holdfast.simulation.venue;

import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.desk.MarketView;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instrument's price, and how much of an order trades against it. Prices in whole ticks of 0.01. */
public final class Market implements MarketView {
    /** The one instrument of the simulated exchange. */
    public static final Instrument BTC = new Instrument(new InstrumentId("BTCUSDT"), "BTC", "USDT",
        Price.of("0.01"), Quantity.of("0.001"), Quantity.of("0.001"), Quantity.of("100"),
        dev.holdfast.trading.money.Money.of("1"));
    private static final int TICK_SCALE = 2;
    private static final int LOT_SCALE = 3;
    private static final BigDecimal FEE = new BigDecimal("0.001");

    private final Scene scene;
    private final Chance chance;
    private final boolean feeInBase;
    private final Map<String, BigDecimal> balances = new HashMap<>();
    private long mid = 10_000;
    private long executions;
    private Quote quote;

    public Market(Scene scene) {
        this.scene = scene;
        this.chance = scene.chance("market");
        this.feeInBase = chance.percent(30);
        balances.put(BTC.base(), new BigDecimal("50"));
        balances.put(BTC.quote(), new BigDecimal("1000000"));
        move();
    }

    /** The price goes up or down a little. */
    void move() {
        mid = Math.max(9_000, Math.min(11_000, mid + chance.between(-15, 15)));
        Instant now = scene.trueTime();
        quote = new Quote(BTC.id(), price(mid - 1), Quantity.of("10"), price(mid + 1), Quantity.of("10"), now,
            now, mid, MarketCondition.LIVE);
    }

    @Override
    public Quote quote(InstrumentId instrument) {
        return instrument.equals(BTC.id()) ? quote : null;
    }

    /** Parts of an order that trade the moment it comes. */
    List<Quantity> fillsAtOnce(VenueRow row) {
        boolean market = row.terms.type() == OrderType.MARKET;
        if (!market && !crosses(row)) {
            return List.of();
        }
        int luck = chance.below(100);
        if (row.terms.timeInForce() == TimeInForce.FOK) {
            return luck < 70 ? List.of(row.rest()) : List.of();
        }
        if (luck < 60) {
            return List.of(row.rest());
        }
        Quantity first = part(row);
        Quantity second = row.rest().minusDownToZero(first);
        boolean whole = luck < 80 && !second.isZero();
        return whole ? List.of(first, second) : List.of(first);
    }

    /** At least one lot of what is left, at most all of it. */
    Quantity part(VenueRow row) {
        long lots = row.rest().value().movePointRight(LOT_SCALE).longValue();
        return new Quantity(BigDecimal.valueOf(chance.between(1, Math.max(1, lots)), LOT_SCALE));
    }

    Fill fill(VenueRow row, Quantity part, Instant at) {
        Price price = row.terms.limitPrice() != null ? row.terms.limitPrice()
            : row.isBuy() ? quote.ask() : quote.bid();
        boolean base = feeInBase && row.isBuy();
        BigDecimal fee = (base ? part.value() : price.times(part).amount()).multiply(FEE);
        String asset = base ? BTC.base() : BTC.quote();
        book(row, part, price);
        balances.merge(asset, fee.negate(), BigDecimal::add);
        return new Fill("t" + ++executions, row.venueOrderId, price, part, fee, asset, false, at);
    }

    Map<String, BigDecimal> balances() {
        return Map.copyOf(balances);
    }

    private void book(VenueRow row, Quantity part, Price price) {
        BigDecimal sign = BigDecimal.valueOf(row.terms.side() == Side.BUY ? 1 : -1);
        balances.merge(BTC.base(), part.value().multiply(sign), BigDecimal::add);
        balances.merge(BTC.quote(), price.times(part).amount().multiply(sign.negate()), BigDecimal::add);
    }

    private boolean crosses(VenueRow row) {
        Price limit = row.terms.limitPrice();
        return row.isBuy() ? limit.compareTo(quote.ask()) >= 0 : limit.compareTo(quote.bid()) <= 0;
    }

    private static Price price(long ticks) {
        return new Price(BigDecimal.valueOf(ticks, TICK_SCALE));
    }
}
