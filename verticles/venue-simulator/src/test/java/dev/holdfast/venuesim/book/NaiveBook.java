package dev.holdfast.venuesim.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The same rules without any cleverness: one list of single lots, each lot one unit of quantity, in order
 * of arrival. Slow and obviously right; {@link OrderBook} must agree with it.
 */
final class NaiveBook {

    private record Lot(Side side, long price, long owner) {
    }

    private final List<Lot> lots = new ArrayList<>();

    List<Match> take(long taker, Side side, long limit, long quantity) {
        var matches = new ArrayList<Match>();
        for (var unit = 0; unit < quantity; unit++) {
            var lot = best(side.opposite());
            if (lot == null || !side.accepts(limit, lot.price())) {
                break;
            }
            removeFirst(lot);
            add(matches, new Match(lot.owner(), taker, side, lot.price(), 1));
        }
        return matches;
    }

    void rest(long id, Side side, long price, long quantity) {
        for (var unit = 0; unit < quantity; unit++) {
            lots.add(new Lot(side, price, id));
        }
    }

    void cancel(long id) {
        lots.removeIf(lot -> lot.owner() == id);
    }

    List<Match> setBackground(Side side, long price, long quantity) {
        var matches = new ArrayList<Match>();
        var left = quantity;
        while (left > 0) {
            var lot = bestOfOurs(side.opposite());
            if (lot == null || !side.accepts(price, lot.price())) {
                break;
            }
            removeFirst(lot);
            add(matches, new Match(lot.owner(), Match.BACKGROUND, side, lot.price(), 1));
            left--;
        }
        var background = new Lot(side, price, Match.BACKGROUND);
        var now = lots.stream().filter(background::equals).count();
        for (; now > left; now--) {
            lots.remove(lots.lastIndexOf(background));
        }
        for (; now < left; now++) {
            lots.add(background);
        }
        return matches;
    }

    long visible(Side side, long price) {
        return lots.stream().filter(lot -> lot.side() == side && lot.price() == price).count();
    }

    /** Adds to the last match when it is the same pair at the same price: fills are told in runs. */
    private static void add(List<Match> matches, Match one) {
        var last = matches.isEmpty() ? null : matches.getLast();
        if (last != null && last.makerId() == one.makerId() && last.price() == one.price()) {
            matches.removeLast();
            matches.add(new Match(one.makerId(), one.takerId(), one.takerSide(), one.price(),
                last.quantity() + 1));
        } else {
            matches.add(one);
        }
    }

    private Lot best(Side side) {
        return first(lots.stream().filter(lot -> lot.side() == side).toList(), side);
    }

    private Lot bestOfOurs(Side side) {
        return first(lots.stream().filter(lot -> lot.side() == side && lot.owner() != 0).toList(), side);
    }

    /** Best price, then earliest: {@code min} keeps the first of equals. */
    private static Lot first(List<Lot> candidates, Side side) {
        var byPrice = Comparator.comparingLong(Lot::price);
        return candidates.stream().min(side == Side.SELL ? byPrice : byPrice.reversed()).orElse(null);
    }

    private void removeFirst(Lot lot) {
        lots.remove(lots.indexOf(lot));
    }
}
