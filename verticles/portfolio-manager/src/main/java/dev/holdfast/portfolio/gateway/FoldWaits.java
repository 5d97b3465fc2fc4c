package dev.holdfast.portfolio.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets an answer wait for the view to reach what the reply spoke of: the shard's owner reads the journal a
 * little before the gateway does. Each wait ends after {@value #MAX_WAIT_MILLIS} ms, satisfied or not.
 */
public final class FoldWaits {
    static final long MAX_WAIT_MILLIS = 1_000;

    private final Vertx vertx;
    private final Set<Wait<?>> waits = new LinkedHashSet<>();

    private record Wait<T>(Supplier<T> probe, Promise<T> promise) {
        boolean isOver() {
            T found = probe.get();
            if (found != null) {
                promise.tryComplete(found);
            }
            return found != null;
        }
    }

    public FoldWaits(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes with what the probe finds, or with null when the time is up. Bounded by its callers. */
    <T> Future<T> until(Supplier<T> probe) {
        T now = probe.get();
        if (now != null) {
            return Future.succeededFuture(now);
        }
        Wait<T> wait = new Wait<>(probe, Promise.promise());
        waits.add(wait);
        long timer = vertx.setTimer(MAX_WAIT_MILLIS, late -> {
            waits.remove(wait);
            wait.promise().tryComplete(null);
        });
        return wait.promise().future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Looks again; called whenever the view changed. */
    public void check() {
        for (Iterator<Wait<?>> left = waits.iterator(); left.hasNext();) {
            if (left.next().isOver()) {
                left.remove();
            }
        }
    }
}
