package dev.holdfast.runtime.bus;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Commands that were taken off the bus and wait for their answer. A handler that answers nothing is found by
 * them: one slow answer among others is no sign of it. Safe from any thread.
 */
final class OwedAnswers {
    private final Set<Owed> owed = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> answeredNanos = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private volatile long forgivenNanos;

    /** Nothing is owed yet; the time is monotonic. */
    OwedAnswers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.forgivenNanos = nanoTime.getAsLong();
    }

    /** An answer is owed until that future is complete; its caller waits for so long. */
    <R> Future<R> add(String address, Duration patience, Future<R> answer) {
        if (answer.isComplete()) {
            answeredNanos.put(address, nanoTime.getAsLong());
            return answer;
        }
        Owed call = new Owed(address, nanoTime.getAsLong(), patience.toNanos());
        owed.add(call);
        return answer.onComplete(done -> {
            owed.remove(call);
            answeredNanos.put(address, nanoTime.getAsLong());
        });
    }

    /**
     * An address whose caller waited in vain and at least for so long, and that answered nobody else since;
     * null if there is none.
     */
    String overdue(Duration atLeast) {
        long now = nanoTime.getAsLong();
        return owed.stream().filter(call -> now - call.since(forgivenNanos)
                >= Math.max(atLeast.toNanos(), call.patienceNanos))
            .map(call -> call.address).filter(address -> isSilent(address, atLeast, now))
            .findFirst().orElse(null);
    }

    /** Nobody could have answered until now: what is owed counts from here. */
    void forgive() {
        forgivenNanos = nanoTime.getAsLong();
    }

    private boolean isSilent(String address, Duration atLeast, long now) {
        Long answered = answeredNanos.get(address);
        return answered == null || now - answered >= atLeast.toNanos();
    }

    /** A command under way; no two are the same. */
    private static final class Owed {
        private final String address;
        private final long nanos;
        private final long patienceNanos;

        Owed(String address, long nanos, long patienceNanos) {
            this.address = address;
            this.nanos = nanos;
            this.patienceNanos = patienceNanos;
        }

        long since(long forgiven) {
            return nanos - forgiven < 0 ? forgiven : nanos;
        }
    }
}
