package dev.holdfast.node.drill;

import java.util.List;

/** How a measure spreads, in milliseconds. */
public record Spread(long min, long median, long p95, long max) {
    private static final double HALF = 0.5;
    private static final double MOST = 0.95;

    /** Null if nothing was measured. */
    public static Spread of(List<Long> millis) {
        if (millis.isEmpty()) {
            return null;
        }
        List<Long> sorted = millis.stream().sorted().toList();
        return new Spread(sorted.getFirst(), at(sorted, HALF), at(sorted, MOST), sorted.getLast());
    }

    /** The smallest value that at least this part of all does not exceed. */
    private static long at(List<Long> sorted, double part) {
        return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
    }
}
