package dev.holdfast.bench.breaker;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts calls that are really made: who is refused by a guard made none. */
final class CallsAtOnce implements Supplier<Future<?>> {
    private final Supplier<Future<?>> call;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    CallsAtOnce(Supplier<Future<?>> call) {
        this.call = call;
    }

    @Override
    public Future<?> get() {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return call.get().onComplete(done -> underWay.decrementAndGet());
    }

    /** Most calls that were under way at once since it was last asked. */
    int takeMost() {
        return most.getAndSet(underWay.get());
    }
}
