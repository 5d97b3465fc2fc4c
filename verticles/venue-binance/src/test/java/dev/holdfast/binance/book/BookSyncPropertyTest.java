package dev.holdfast.binance.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever the venue and the network do to events and snapshots, a book that calls itself synced is the true
 * one at its own id, compared with plain maps.
 */
class BookSyncPropertyTest {
    private static final int EVENTS = 200;

    /** The truth after an event. */
    private record Truth(DepthUpdate update, TreeMap<Long, Long> bids, TreeMap<Long, Long> asks) {
        private DepthSnapshot snapshot() {
            return new DepthSnapshot(update.lastId(), levels(bids), levels(asks));
        }
    }

    @Property(tries = 300)
    void aSyncedBookIsTheTrueOne(@ForAll long seed, @ForAll @IntRange(max = 30) int lossPercent) {
        Random random = new Random(seed);
        List<Truth> history = history(random);
        BookSync sync = new BookSync();
        int syncs = 0;
        for (int at = 0; at < history.size(); at++) {
            if (random.nextInt(100) >= lossPercent) {
                sync.onUpdate(history.get(at).update());
                check(sync, history);
            }
            if (random.nextInt(10) == 0) {
                // A duplicate of something earlier.
                sync.onUpdate(history.get(random.nextInt(at + 1)).update());
                check(sync, history);
            }
            if (!sync.isSynced() && random.nextInt(3) == 0) {
                // Up to five events old.
                sync.onSnapshot(history.get(Math.max(0, at - random.nextInt(5))).snapshot());
                syncs += sync.isSynced() ? 1 : 0;
                check(sync, history);
            }
        }
        assertThat(syncs).isPositive();
    }

    private static void check(BookSync sync, List<Truth> history) {
        if (!sync.isSynced()) {
            return;
        }
        DepthBook book = sync.book();
        Truth truth = history.stream().filter(each -> each.update().lastId() == book.lastId()).findFirst()
            .orElseThrow();
        assertThat(book.levels()).isEqualTo(truth.bids().size() + truth.asks().size());
        assertThat(List.of(book.bestBid(), book.bestBidQuantity())).isEqualTo(best(truth.bids()));
        assertThat(List.of(book.bestAsk(), book.bestAskQuantity())).isEqualTo(best(truth.asks()));
    }

    private static List<Long> best(TreeMap<Long, Long> side) {
        return side.isEmpty() ? List.of(0L, 0L)
            : List.of(side.firstKey(), side.firstEntry().getValue());
    }

    private static List<Truth> history(Random random) {
        var bids = new TreeMap<Long, Long>(Comparator.reverseOrder());
        var asks = new TreeMap<Long, Long>();
        var history = new ArrayList<Truth>();
        long id = 100;
        for (int event = 0; event < EVENTS; event++) {
            long last = id + 1 + random.nextInt(4);
            Levels changedBids = change(random, bids, 1_000);
            Levels changedAsks = change(random, asks, 1_020);
            history.add(new Truth(new DepthUpdate(id + 1, last, changedBids, changedAsks),
                new TreeMap<>(bids), new TreeMap<>(asks)));
            id = last;
        }
        return history;
    }

    private static Levels change(Random random, TreeMap<Long, Long> side, long from) {
        var changed = new TreeMap<Long, Long>();
        for (int i = random.nextInt(5); i > 0; i--) {
            changed.put(from + random.nextInt(20), (long) random.nextInt(4));
        }
        changed.forEach((price, quantity) -> {
            if (quantity == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        });
        return levels(changed);
    }

    private static Levels levels(Map<Long, Long> side) {
        long[] pairs = new long[side.size() * 2];
        int at = 0;
        for (var level : side.entrySet()) {
            pairs[at++] = level.getKey();
            pairs[at++] = level.getValue();
        }
        return new Levels(pairs);
    }
}
