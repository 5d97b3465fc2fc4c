package dev.holdfast.trading.desk;

import java.time.Instant;

/** When an account's last orders were created: a ring of times, oldest first, so that a search halves it. */
final class RecentOrders {
    /** Older ones are forgotten; no limit can ask for more. */
    static final int MAX = 1_000;

    private final Instant[] ring = new Instant[MAX];
    private int oldest;
    private int count;

    /** Adds the newest. Time never runs backwards in a journal: one that did counts as the time before it. */
    void add(Instant at) {
        Instant last = count == 0 ? at : get(count - 1);
        int free = (oldest + count) % MAX;
        ring[free] = at.isBefore(last) ? last : at;
        if (count < MAX) {
            count++;
        } else {
            oldest = (oldest + 1) % MAX;
        }
    }

    /** How many were created after {@code since}. */
    int after(Instant since) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).isAfter(since)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return count - low;
    }

    private Instant get(int index) {
        return ring[(oldest + index) % MAX];
    }
}
