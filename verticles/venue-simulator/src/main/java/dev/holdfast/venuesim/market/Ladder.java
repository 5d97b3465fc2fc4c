package dev.holdfast.venuesim.market;

import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.book.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Synthesises the order book that a trades-only recording lacks: {@value #LEVELS} levels a side around the
 * last trade, the touch one to three ticks apart, the others on a fixed price grid so that most of them
 * survive a small move. Deterministic: the same seed and trades give the same book, change by change.
 */
final class Ladder {

    static final int LEVELS = 20;
    /** Grid step as a fraction of the first price: 0.03 %, so twenty levels reach 0.6 % away. */
    private static final long GRID_FRACTION = 3_333;
    /** Median size at the touch, 0.5 of the base asset, growing away from it as real books do. */
    private static final long MEDIAN_SIZE = 50_000_000L;

    private final long tick;
    private final long step;
    private final long grid;
    private final SplittableRandom random;
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();

    Ladder(long tick, long step, long firstPrice, long seed) {
        this.tick = tick;
        this.step = step;
        this.grid = Math.max(tick, firstPrice / GRID_FRACTION / tick * tick);
        this.random = new SplittableRandom(seed);
    }

    /** Moves the book to a trade; the changes, removals first so that no intermediate state is crossed. */
    List<LevelView> moveTo(Side aggressor, long price) {
        var spread = tick * (1 + random.nextInt(3));
        var bid = Math.max(tick, aggressor == Side.SELL ? price : price - spread);
        var ask = aggressor == Side.SELL ? price + spread : Math.max(price, bid + tick);
        var removals = new ArrayList<LevelView>();
        var additions = new ArrayList<LevelView>();
        reshape(Side.BUY, bid, removals, additions);
        reshape(Side.SELL, ask, removals, additions);
        removals.addAll(additions);
        return removals;
    }

    private void reshape(Side side, long touch, List<LevelView> removals, List<LevelView> additions) {
        var levels = side == Side.BUY ? bids : asks;
        var wanted = prices(side, touch);
        levels.keySet().removeIf(price -> {
            var gone = !wanted.contains(price);
            if (gone) {
                removals.add(new LevelView(side, price, 0));
            }
            return gone;
        });
        var refreshed = random.nextInt(1, LEVELS);
        for (var depth = 0; depth < wanted.size(); depth++) {
            var price = wanted.get(depth);
            if (depth == 0 || depth == refreshed || !levels.containsKey(price)) {
                var size = size(depth);
                levels.put(price, size);
                additions.add(new LevelView(side, price, size));
            }
        }
    }

    private List<Long> prices(Side side, long touch) {
        var prices = new ArrayList<Long>();
        prices.add(touch);
        var away = side == Side.BUY ? -grid : grid;
        var next = Math.floorDiv(touch, grid) * grid + (side == Side.BUY ? 0 : grid);
        if (next == touch) {
            next += away;
        }
        while (prices.size() < LEVELS && next > 0) {
            prices.add(next);
            next += away;
        }
        return prices;
    }

    /** Between 0.1 and about 4 medians, one tenth more each level away; whole steps. */
    private long size(int depth) {
        var factor = 100 + random.nextInt(900) * random.nextInt(1, 5);
        var size = MEDIAN_SIZE / 1000 * factor / 10 * (10 + depth);
        return Math.max(step, size / step * step);
    }
}
