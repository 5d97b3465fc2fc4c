package dev.holdfast.trading.market;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds one instrument's bars of one interval from its trades. A bar closes when time (of a trade, or of
 * {@link #advanceTo}) reaches its end; a trade older than the open bar is late and is left out, as a
 * published bar never changes. Not thread-safe: one owner.
 */
public final class BarBuilder {
    /** A silence longer than this many bars starts a new series instead of filling it with empty bars. */
    private static final int MAX_EMPTY_BARS = 300;

    private final InstrumentId instrument;
    private final BarInterval interval;
    private Bar open;
    private MarketCondition condition = MarketCondition.LIVE;
    private long lateTrades;

    public BarBuilder(InstrumentId instrument, BarInterval interval) {
        this.instrument = instrument;
        this.interval = interval;
    }

    /** Adds a trade; answers the bars it closed, oldest first. */
    public List<Bar> onTrade(Trade trade) {
        List<Bar> closed = advanceTo(trade.exchangeTime());
        Instant openTime = interval.openTimeOf(trade.exchangeTime());
        if (open == null) {
            open = new Bar(instrument, interval, openTime, trade.price(), trade.price(), trade.price(),
                trade.price(), trade.quantity(), 1, condition);
        } else if (openTime.isBefore(open.openTime())) {
            lateTrades++;
        } else {
            open = extended(trade);
        }
        return closed;
    }

    /** The market's condition from now on; the open bar keeps the worst it has seen. */
    public void onCondition(MarketCondition now) {
        condition = now;
        if (open != null) {
            open = withCondition(open, open.condition().worst(now));
        }
    }

    /** Closes every bar that ends at or before {@code now}, exchange time; answers them, oldest first. */
    public List<Bar> advanceTo(Instant now) {
        List<Bar> closed = new ArrayList<>(1);
        if (open == null) {
            return closed;
        }
        if (now.isAfter(open.closeTime().plus(interval.length().multipliedBy(MAX_EMPTY_BARS)))) {
            closed.add(open);
            open = null;
            return closed;
        }
        while (!now.isBefore(open.closeTime())) {
            closed.add(open);
            open = emptyAfter(open);
        }
        return closed;
    }

    /** The bar being built, or null before the first trade. */
    public Bar current() {
        return open;
    }

    /** Trades left out because their bar had closed. */
    public long lateTrades() {
        return lateTrades;
    }

    private Bar extended(Trade trade) {
        boolean first = open.trades() == 0;
        Price price = trade.price();
        return new Bar(instrument, interval, open.openTime(), first ? price : open.open(),
            first ? price : max(open.high(), price), first ? price : min(open.low(), price), price,
            open.volume().plus(trade.quantity()), open.trades() + 1, open.condition());
    }

    private Bar emptyAfter(Bar bar) {
        Price last = bar.close();
        return new Bar(instrument, interval, bar.closeTime(), last, last, last, last, Quantity.ZERO, 0,
            condition);
    }

    private static Bar withCondition(Bar bar, MarketCondition condition) {
        return new Bar(bar.instrument(), bar.interval(), bar.openTime(), bar.open(), bar.high(), bar.low(),
            bar.close(), bar.volume(), bar.trades(), condition);
    }

    private static Price max(Price a, Price b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Price min(Price a, Price b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
