package dev.holdfast.venuesim.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The prints of one instrument since the venue began: the last {@value #MOST_TRADES} one by one, and bars
 * of one second ({@value #MOST_CANDLES}) and one minute (as many) that everything longer is folded from.
 */
public final class TradeTape {

    /** One second in milliseconds. */
    public static final long SECOND = 1_000L;
    /** One minute in milliseconds. */
    public static final long MINUTE = 60_000L;
    private static final int MOST_TRADES = 10_000;
    private static final int MOST_CANDLES = 3_600;
    private static final long DAY = 1_440 * MINUTE;

    private final Deque<PublicTrade> trades = new ArrayDeque<>();
    private final ArrayDeque<Candle> seconds = new ArrayDeque<>();
    private final ArrayDeque<Candle> minutes = new ArrayDeque<>();

    void add(PublicTrade trade) {
        trades.addLast(trade);
        if (trades.size() > MOST_TRADES) {
            trades.removeFirst();
        }
        fold(seconds, SECOND, trade);
        fold(minutes, MINUTE, trade);
    }

    /** The newest {@code limit} prints with an id of at least {@code fromId}, oldest first. */
    public List<PublicTrade> latest(int limit, long fromId) {
        if (fromId >= 0) {
            return trades.stream().filter(trade -> trade.id() >= fromId).limit(limit).toList();
        }
        return trades.stream().skip(Math.max(0, trades.size() - limit)).toList();
    }

    /** Price of the last print, 0 before the first. */
    public long lastPrice() {
        return trades.isEmpty() ? 0 : trades.peekLast().price();
    }

    /** The last print, null before the first. */
    public PublicTrade last() {
        return trades.peekLast();
    }

    /**
     * Bars of {@code interval} milliseconds, oldest first, the last of them still growing; gaps filled
     * flat.
     */
    public List<Candle> candles(long interval) {
        var source = interval < MINUTE ? seconds : minutes;
        var bars = new ArrayList<Candle>();
        for (var candle : source) {
            var openTime = Math.floorDiv(candle.openTime(), interval) * interval;
            while (!bars.isEmpty() && bars.getLast().openTime() + interval < openTime
                && bars.size() < MOST_CANDLES) {
                bars.add(Candle.flat(bars.getLast().openTime() + interval, bars.getLast().close()));
            }
            if (bars.isEmpty() || bars.getLast().openTime() < openTime) {
                bars.add(Candle.flat(openTime, candle.open()));
            }
            bars.add(bars.removeLast().plus(candle));
        }
        return bars;
    }

    /** The last 24 hours as one bar, null before the first print. */
    public Candle day(long now) {
        return fold(now - DAY);
    }

    /**
     * Volume-weighted price of the last five minutes in units of 1e-8; the last price when nothing traded
     * in it.
     */
    public long weightedAverage(long now) {
        var bar = fold(now - 5 * MINUTE);
        if (bar == null || bar.volume() == 0) {
            return lastPrice();
        }
        return bar.quoteVolume().divide(BigDecimal.valueOf(bar.volume(), 8), 8, RoundingMode.HALF_UP)
            .unscaledValue().longValueExact();
    }

    private Candle fold(long since) {
        Candle sum = null;
        for (var candle : minutes) {
            if (candle.openTime() + MINUTE > since) {
                sum = sum == null ? candle : sum.plus(candle);
            }
        }
        return sum;
    }

    private static void fold(ArrayDeque<Candle> candles, long interval, PublicTrade trade) {
        var openTime = Math.floorDiv(trade.time(), interval) * interval;
        var last = candles.peekLast();
        if (last != null && last.openTime() >= openTime) {
            candles.removeLast();
            candles.addLast(last.with(trade));
            return;
        }
        candles.addLast(Candle.flat(openTime, trade.price()).with(trade));
        if (candles.size() > MOST_CANDLES) {
            candles.removeFirst();
        }
    }
}
