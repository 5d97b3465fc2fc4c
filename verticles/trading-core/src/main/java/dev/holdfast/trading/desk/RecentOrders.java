package dev.holdfast.trading.desk;

import java.time.Instant;

/**
 * When an account's last orders were created: a ring of times, oldest first. Asked about the near past, it
 * looks from the newest on in growing steps, and then halves the last one.
 */
final class RecentOrders {
    /** Older ones are forgotten; no limit can ask for more. */
    static final int MAX = 1_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Nanoseconds since 1970, which lasts until the year 2262. */
    private final long[] ring = new long[MAX];
    private int oldest;
    private int count;

    RecentOrders copy() {
        RecentOrders copy = new RecentOrders();
        System.arraycopy(ring, 0, copy.ring, 0, MAX);
        copy.oldest = oldest;
        copy.count = count;
        return copy;
    }

    /** Adds the newest. Time never runs backwards in a journal: one that did counts as the time before it. */
    void add(Instant at) {
        long nanos = nanos(at);
        ring[slot(count)] = count == 0 ? nanos : Math.max(nanos, get(count - 1));
        if (count < MAX) {
            count++;
        } else {
            oldest = slot(1);
        }
    }

    /** How many were created after {@code since}. */
    int after(Instant since) {
        long limit = nanos(since);
        int low = count;
        int high = count;
        for (int step = 1; low > 0 && get(low - 1) > limit; step <<= 1) {
            high = low - 1;
            low = Math.max(0, low - step);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle) > limit) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return count - high;
    }

    private long get(int index) {
        return ring[slot(index)];
    }

    private int slot(int index) {
        int slot = oldest + index;
        return slot < MAX ? slot : slot - MAX;
    }

    private static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS_PER_SECOND), at.getNano());
    }
}
