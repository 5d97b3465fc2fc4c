package dev.holdfast.bench.breaker;

import dev.holdfast.bench.Latencies;
import dev.holdfast.bench.Metronome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Calls at a fixed rate from one event loop, whatever becomes of the calls before, and notes how long each
 * caller waited from the moment it should have begun.
 */
final class Callers {
    private static final long LONGEST_WAIT_MILLIS = 15_000;
    private static final long LOOK_MILLIS = 20;

    private final Context context;
    private final Metronome metronome;
    private final Supplier<Future<?>> call;
    private final Latencies waited = new Latencies();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong succeeded = new AtomicLong();
    private long heldBytes;

    Callers(Vertx vertx, int perSecond, Supplier<Future<?>> call) {
        this.context = vertx.getOrCreateContext();
        this.metronome = new Metronome(perSecond);
        this.call = call;
    }

    /** Calls for so long, and waits until every caller was told. */
    Callers run(long seconds) throws InterruptedException {
        long before = liveBytes();
        metronome.run(TimeUnit.SECONDS.toNanos(seconds), (number, due) ->
            context.runOnContext(go -> one(due)));
        heldBytes = liveBytes() - before;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
        while (underWay.get() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return this;
    }

    private void one(long due) {
        underWay.incrementAndGet();
        call.get().onComplete(done -> {
            underWay.decrementAndGet();
            succeeded.addAndGet(done.succeeded() ? 1 : 0);
            synchronized (waited) {
                waited.record(System.nanoTime() - due);
            }
        });
    }

    Latencies waited() {
        return waited;
    }

    long succeeded() {
        return succeeded.get();
    }

    /** What the process held more at the last call than before the first, garbage left out. */
    long heldBytes() {
        return heldBytes;
    }

    /** Callers that were never told. */
    int neverTold() {
        return underWay.get();
    }

    private static long liveBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
