package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Times of many equal things, in a histogram with three significant digits. Not thread-safe. */
public final class Latencies {
    /** Longer ones count as this long; nothing here waits longer. */
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1_000;

    private final Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);

    public void record(long elapsedNanos) {
        nanos.recordValue(Math.min(Math.max(elapsedNanos, 0), LONGEST_NANOS));
    }

    /** Takes the times of another one in as well. */
    public void add(Latencies other) {
        nanos.add(other.nanos);
    }

    public long count() {
        return nanos.getTotalCount();
    }

    public double micros(double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    /** p50, p99, p99.9 and the longest, without goals. */
    public List<Figure> figures(String name) {
        List<Figure> made = new ArrayList<>();
        made.add(Figure.of(name + " p50", micros(50), "us"));
        made.add(Figure.of(name + " p99", micros(99), "us"));
        made.add(Figure.of(name + " p99.9", micros(99.9), "us"));
        made.add(Figure.of(name + " longest", micros(100), "us"));
        return made;
    }
}
