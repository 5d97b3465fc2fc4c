package dev.holdfast.venuesim.book;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Price-time order book of one instrument, without clock, threads or I/O. It holds replayed background
 * liquidity and our orders in one queue per price. Prices and quantities are units of 1e-8.
 *
 * <p>Never crossed by our orders: a taking order trades before its rest may join ({@link #rest} refuses
 * otherwise), and background arriving through our resting orders trades with them first.
 */
public final class OrderBook {

    /** A limit that accepts every price of the other side. */
    public static final long ANY_BUY_PRICE = Long.MAX_VALUE;
    /** A limit that accepts every price of the other side. */
    public static final long ANY_SELL_PRICE = 1;

    private record LevelKey(Side side, long price) {
    }

    private final NavigableMap<Long, PriceLevel> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, PriceLevel> asks = new TreeMap<>();
    private final Map<Long, RestingOrder> resting = new HashMap<>();
    private final Set<LevelKey> changed = new LinkedHashSet<>();

    /** The limit that makes an order of {@code side} a market order. */
    public static long anyPrice(Side side) {
        return side == Side.BUY ? ANY_BUY_PRICE : ANY_SELL_PRICE;
    }

    /** Takes liquidity up to {@code limit}; the caller decides what becomes of the part that found none. */
    public List<Match> take(long takerId, Side side, long limit, long quantity) {
        var matches = new ArrayList<Match>();
        var levels = levels(side.opposite());
        var left = quantity;
        while (left > 0 && !levels.isEmpty() && side.accepts(limit, levels.firstKey())) {
            var level = levels.firstEntry().getValue();
            left -= level.take(left, (makerId, part) -> {
                matches.add(new Match(makerId, takerId, side, level.price, part));
                forgetIfFilled(makerId);
            });
            touched(side.opposite(), level);
        }
        return matches;
    }

    /**
     * Quantity that {@link #take} would execute now: what fill-or-kill asks first. Stops counting at {@code
     * enough}.
     */
    public long available(Side side, long limit, long enough) {
        var sum = 0L;
        for (var level : levels(side.opposite()).values()) {
            if (sum >= enough || !side.accepts(limit, level.price)) {
                break;
            }
            sum += level.visible();
        }
        return Math.min(sum, enough);
    }

    /**
     * Whether an order of {@code side} at {@code limit} would trade at once: what a post-only order must
     * not.
     */
    public boolean wouldTrade(Side side, long limit) {
        var best = best(side.opposite());
        return best.isPresent() && side.accepts(limit, best.getAsLong());
    }

    /** Puts an order at the end of its level's queue. Throws when it would cross: take first. */
    public void rest(long id, Side side, long price, long quantity) {
        if (wouldTrade(side, price)) {
            throw new IllegalStateException("order " + id + " at " + price + " would cross the book");
        }
        if (quantity <= 0 || resting.containsKey(id)) {
            throw new IllegalArgumentException("order " + id + " rests already or has no quantity: "
                + quantity);
        }
        var order = new RestingOrder(id, side, price, quantity);
        var level = levels(side).computeIfAbsent(price, PriceLevel::new);
        level.join(order);
        resting.put(id, order);
        touched(side, level);
    }

    /** Takes an order out of its queue; the quantity that was left, 0 when it does not rest here. */
    public long cancel(long id) {
        var order = resting.remove(id);
        if (order == null) {
            return 0;
        }
        var level = levels(order.side).get(order.price);
        level.leave(order);
        touched(order.side, level);
        return order.remaining;
    }

    /**
     * The recording says that {@code quantity} of others stands at this level. What of it would cross our
     * resting orders trades with them at their price; only the rest becomes visible.
     */
    public List<Match> setBackground(Side side, long price, long quantity) {
        var matches = quantity > 0 ? hitOurs(side, price, quantity) : List.<Match>of();
        var left = quantity - matches.stream().mapToLong(Match::quantity).sum();
        var levels = levels(side);
        var level = levels.get(price);
        if (level == null && left == 0 || level != null && level.background() == left) {
            return matches;
        }
        level = levels.computeIfAbsent(price, PriceLevel::new);
        level.setBackground(left);
        touched(side, level);
        return matches;
    }

    /**
     * A recorded trade: first the queue ahead, then our resting orders. At prices better than the trade's the
     * background is gone by definition, so ours are first. {@code mostPerLevel} caps what trades at one
     * price.
     */
    public List<Match> print(Side aggressor, long price, long quantity, long mostPerLevel) {
        var matches = new ArrayList<Match>();
        var makers = aggressor.opposite();
        var left = quantity;
        for (var level : reached(makers, price)) {
            if (level.price != price) {
                level.forgetQueueAhead();
            }
            left -= level.print(Math.min(left, mostPerLevel), (makerId, part) -> {
                matches.add(new Match(makerId, Match.BACKGROUND, aggressor, level.price, part));
                forgetIfFilled(makerId);
            });
            touched(makers, level);
            if (left <= 0) {
                break;
            }
        }
        return matches;
    }

    /** Best price of a side, if it has any. */
    public OptionalLong best(Side side) {
        var levels = levels(side);
        return levels.isEmpty() ? OptionalLong.empty() : OptionalLong.of(levels.firstKey());
    }

    /** Visible quantity at a level. */
    public long visible(Side side, long price) {
        var level = levels(side).get(price);
        return level == null ? 0 : level.visible();
    }

    /** Background quantity at a level: what is not ours. */
    public long background(Side side, long price) {
        var level = levels(side).get(price);
        return level == null ? 0 : level.background();
    }

    /** Quantity of a resting order that is still open, 0 when it does not rest here. */
    public long remaining(long id) {
        var order = resting.get(id);
        return order == null ? 0 : order.remaining;
    }

    /** The best {@code limit} levels of a side, best first. */
    public List<LevelView> depth(Side side, int limit) {
        return levels(side).values().stream().limit(limit)
            .map(level -> new LevelView(side, level.price, level.visible())).toList();
    }

    /** Every price of a side that holds background: what a new snapshot must clear. */
    public List<Long> backgroundPrices(Side side) {
        return levels(side).values().stream().filter(level -> level.background() > 0)
            .map(level -> level.price).toList();
    }

    /**
     * Levels changed since the last call, each with its present quantity, in the order they first changed.
     */
    public List<LevelView> drainChanges() {
        var views = changed.stream()
            .map(key -> new LevelView(key.side(), key.price(), visible(key.side(), key.price()))).toList();
        changed.clear();
        return views;
    }

    private List<Match> hitOurs(Side incoming, long price, long quantity) {
        var matches = new ArrayList<Match>();
        var makers = incoming.opposite();
        var left = quantity;
        for (var level : reached(makers, price)) {
            left -= level.hitOurs(left, (makerId, part) -> {
                matches.add(new Match(makerId, Match.BACKGROUND, incoming, level.price, part));
                forgetIfFilled(makerId);
            });
            touched(makers, level);
            if (left <= 0) {
                break;
            }
        }
        return matches;
    }

    /**
     * Levels of {@code makers} with orders of ours that an aggressor limited to {@code price} reaches, best
     * first.
     */
    private Collection<PriceLevel> reached(Side makers, long price) {
        if (resting.isEmpty()) {
            return List.of();
        }
        return levels(makers).headMap(price,
            true).values().stream().filter(level -> level.ours() > 0).toList();
    }

    private void forgetIfFilled(long id) {
        var order = resting.get(id);
        if (order != null && order.remaining == 0) {
            resting.remove(id);
        }
    }

    private void touched(Side side, PriceLevel level) {
        changed.add(new LevelKey(side, level.price));
        if (level.isEmpty()) {
            levels(side).remove(level.price);
        }
    }

    private NavigableMap<Long, PriceLevel> levels(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
