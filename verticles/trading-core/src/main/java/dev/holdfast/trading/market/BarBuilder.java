package dev.holdfast.trading.market;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds one instrument's bars of one interval from its trades. A bar closes when time (of a trade, or of
 * {@link #advanceTo}) reaches its end; a trade older than the last closed bar's end is late and is left out,
 * as a published bar never changes. The same trades and times give the same bars, however many steps time
 * takes. Not thread-safe: one owner.
 */
public final class BarBuilder {
    /** A silence longer than this many bars ends the series; the next trade starts a new one. */
    static final int MAX_EMPTY_BARS = 300;

    private final InstrumentId instrument;
    private final BarInterval interval;
    private final PriceSource source;
    private Bar open;
    private Instant closedUpTo = Instant.MIN;
    private int emptyBarsInRow;
    private MarketCondition condition = MarketCondition.LIVE;
    private long lateTrades;

    public BarBuilder(InstrumentId instrument, BarInterval interval) {
        this(instrument, interval, PriceSource.VENUE);
    }

    /**
     * Of another source's trades.
     *
     * @param source of every trade that is added
     */
    public BarBuilder(InstrumentId instrument, BarInterval interval, PriceSource source) {
        this.instrument = instrument;
        this.interval = interval;
        this.source = source;
    }

    /**
     * Adds a trade; answers the bars it closed, oldest first. The very first bar is GAPPED: it began before
     * anybody listened, so trades may be missing from it.
     */
    public List<Bar> onTrade(Trade trade) {
        List<Bar> closed = advanceTo(trade.exchangeTime());
        Instant openTime = interval.openTimeOf(trade.exchangeTime());
        if (openTime.isBefore(open == null ? closedUpTo : open.openTime())) {
            lateTrades++;
        } else if (open == null) {
            boolean veryFirst = closedUpTo.equals(Instant.MIN);
            open = new Bar(instrument, interval, openTime, trade.price(), trade.price(), trade.price(),
                trade.price(), trade.quantity(), 1, veryFirst ? MarketCondition.GAPPED : condition,
                source);
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

    /**
     * Closes every bar that ends at or before {@code now}, exchange time; answers them, oldest first.
     * However far time jumps, at most {@value #MAX_EMPTY_BARS} of them are empty.
     */
    public List<Bar> advanceTo(Instant now) {
        List<Bar> closed = new ArrayList<>(1);
        while (open != null && !now.isBefore(open.closeTime())) {
            closed.add(open);
            closedUpTo = open.closeTime();
            emptyBarsInRow = open.trades() == 0 ? emptyBarsInRow + 1 : 0;
            open = emptyBarsInRow < MAX_EMPTY_BARS ? emptyAfter(open) : null;
        }
        return closed;
    }

    /** The bar being built, or null before the first trade and after a silence that ended the series. */
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
            open.volume().plus(trade.quantity()), open.trades() + 1, open.condition(),
            source);
    }

    private Bar emptyAfter(Bar bar) {
        Price last = bar.close();
        return new Bar(instrument, interval, bar.closeTime(), last, last, last, last, Quantity.ZERO, 0,
            condition, source);
    }

    private static Bar withCondition(Bar bar, MarketCondition condition) {
        return new Bar(bar.instrument(), bar.interval(), bar.openTime(), bar.open(), bar.high(), bar.low(),
            bar.close(), bar.volume(), bar.trades(), condition, bar.source());
    }

    private static Price max(Price a, Price b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Price min(Price a, Price b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
