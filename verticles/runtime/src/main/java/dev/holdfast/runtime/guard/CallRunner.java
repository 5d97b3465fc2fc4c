package dev.holdfast.runtime.guard;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Runs calls through vertx-circuit-breaker, which ends them at their deadline and tells its figures, with
 * percentiles, on the local bus at its usual address. It decides nothing: its own counting forgets all
 * failures at each success, so it is told when the rule opened. No retries.
 */
final class CallRunner {
    private static final long TELL_MILLIS = 10_000;
    private static final int NEVER = -1;

    private final Vertx vertx;
    private final String name;
    private final CircuitBreakerOptions options;
    private volatile CircuitBreaker library;

    CallRunner(Vertx vertx, GuardTerms terms) {
        this.vertx = vertx;
        this.name = terms.name();
        this.options = new CircuitBreakerOptions()
            .setTimeout(terms.deadline().toMillis())
            .setMaxFailures(Integer.MAX_VALUE)
            .setResetTimeout(NEVER)
            .setNotificationAddress(CircuitBreakerOptions.DEFAULT_NOTIFICATION_ADDRESS)
            .setNotificationPeriod(TELL_MILLIS);
        this.library = CircuitBreaker.create(name, vertx, options);
    }

    <T> Future<T> run(Supplier<Future<T>> work) {
        return library.execute(work);
    }

    void onOpened() {
        library.open();
    }

    /** The library closes by its own rule alone, so a trial gets a fresh one. */
    void onLeftOpen() {
        CircuitBreaker old = library;
        library = CircuitBreaker.create(name, vertx, options);
        old.close();
    }

    void close() {
        library.close();
    }
}
