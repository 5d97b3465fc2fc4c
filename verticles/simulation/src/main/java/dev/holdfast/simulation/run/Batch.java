package dev.holdfast.simulation.run;

import dev.holdfast.simulation.world.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Runs many seeds, each in one thread, several of them at a time, until one fails. */
public final class Batch {
    private final long first;
    private final long end;
    private final int threads;
    private final AtomicLong next;
    private final LongAdder done = new LongAdder();
    private final LongAdder steps = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder venueOrders = new LongAdder();
    private final LongAdder virtualMillis = new LongAdder();
    private final AtomicReference<Outcome> failed = new AtomicReference<>();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final long startedNanos = System.nanoTime();

    /**
     * How it went.
     *
     * @param failed null if every seed held
     */
    public record Result(long seeds, double seconds, long steps, long records, long venueOrders,
                         long virtualSeconds, Outcome failed) {
        public double seedsPerSecond() {
            return seeds / Math.max(seconds, 1e-3);
        }
    }

    public Batch(long first, long seeds, int threads) {
        this.first = first;
        this.end = first + seeds;
        this.threads = threads;
        this.next = new AtomicLong(first);
    }

    /** Blocks until all are run, or one failed. */
    public Result run() throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            Thread worker = new Thread(this::work, "seeds-" + number);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        if (broken.get() != null) {
            throw new IllegalStateException("the simulation itself broke", broken.get());
        }
        return progress();
    }

    /** How far it is. */
    public Result progress() {
        return new Result(done.sum(), (System.nanoTime() - startedNanos) / 1e9, steps.sum(), records.sum(),
            venueOrders.sum(), virtualMillis.sum() / 1_000, failed.get());
    }

    /** How many are to be run. */
    public long wanted() {
        return end - first;
    }

    private void work() {
        long seed = next.getAndIncrement();
        while (seed < end && failed.get() == null && broken.get() == null) {
            try {
                take(SeedRun.of(Plan.of(seed), false));
            } catch (RuntimeException | Error e) {
                broken.compareAndSet(null, new IllegalStateException("seed " + seed, e));
            }
            seed = next.getAndIncrement();
        }
    }

    private void take(Outcome outcome) {
        done.increment();
        steps.add(outcome.steps());
        records.add(outcome.counts().records());
        venueOrders.add(outcome.counts().venueOrders());
        virtualMillis.add(outcome.counts().virtualMillis());
        if (!outcome.holds()) {
            failed.compareAndSet(null, outcome);
        }
    }
}
