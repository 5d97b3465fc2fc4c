package dev.holdfast.runtime.stream;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** How many records Kafka did not take, and whether that goes on. Safe from any thread. */
public final class LossCount {
    /** A loss is told in one report of its service at least, which come a second apart. */
    static final Duration LATELY = Duration.ofSeconds(2);

    private final LongAdder lost = new LongAdder();
    private final LongSupplier nanoTime;
    private volatile long newestNanos;

    public LossCount() {
        this(System::nanoTime);
    }

    LossCount(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** One more. */
    public void add() {
        newestNanos = nanoTime.getAsLong();
        lost.increment();
    }

    /** Since the beginning. */
    public long sum() {
        return lost.sum();
    }

    /** True if the newest was a moment ago. */
    public boolean goesOn() {
        return sum() > 0 && nanoTime.getAsLong() - newestNanos < LATELY.toNanos();
    }
}
