package dev.holdfast.trading.reconcile;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.position.Position;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The newest fills of one shard's books, so that the books can be read as they were when the venue told its
 * balances: in steady trading they have always moved on since. Bounded: beyond {@value #MAX} the oldest is
 * forgotten. One owner.
 */
public final class RecentFills {
    /** More than a shard books while the venue answers a question. */
    static final int MAX = 500;
    /** Of all shards together. */
    static final int MOST_MOMENTS = 2_000;

    private final Deque<Booked> fills = new ArrayDeque<>();

    /**
     * What one fill changed.
     *
     * @param venueTime the venue's clock
     * @param changes   by asset, signed
     */
    record Booked(Instant venueTime, SortedMap<String, BigDecimal> changes) {
    }

    /**
     * Takes in a fill that was booked.
     *
     * @param currency of the account that it was booked to
     */
    public void add(Instrument instrument, String currency, Side side, Fill fill) {
        SortedMap<String, BigDecimal> changes = new TreeMap<>();
        changes.put(currency, Position.cashChange(instrument, side, fill).amount());
        changes.merge(instrument.base(), Position.FLAT.plus(instrument, side, fill).quantity(),
            BigDecimal::add);
        if (fills.size() == MAX) {
            fills.removeFirst();
        }
        fills.addLast(new Booked(fill.venueTime(), changes));
    }

    /**
     * What the books said after each of the newest fills, the latest first: with all of them, without the
     * newest at the venue, and so on.
     *
     * @param shards every shard's
     * @param ours   what the books say now, by asset
     * @param from   the venue's clock; older fills were certainly in its answer
     */
    public static List<SortedMap<String, BigDecimal>> moments(Collection<RecentFills> shards,
                                                              SortedMap<String, BigDecimal> ours,
                                                              Instant from) {
        List<Booked> newest = shards.stream().flatMap(shard -> shard.fills.stream())
            .filter(booked -> !booked.venueTime().isBefore(from))
            .sorted(Comparator.comparing(Booked::venueTime).reversed()).limit(MOST_MOMENTS).toList();
        List<SortedMap<String, BigDecimal>> moments = new ArrayList<>(List.of(ours));
        for (Booked booked : newest) {
            SortedMap<String, BigDecimal> before = new TreeMap<>(moments.getLast());
            booked.changes().forEach((asset, change) ->
                before.computeIfPresent(asset, (same, amount) -> amount.subtract(change)));
            moments.add(before);
        }
        return moments;
    }
}
