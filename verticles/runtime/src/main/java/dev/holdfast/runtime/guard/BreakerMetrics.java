package dev.holdfast.runtime.guard;

import dev.holdfast.resilience.breaker.BreakerState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.micrometer.backends.BackendRegistries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Each breaker in the node's registry, read when Prometheus asks; a node without one has no metrics. */
final class BreakerMetrics {
    private static final String TAG = "breaker";

    private final MeterRegistry registry = BackendRegistries.getDefaultNow();
    private final List<Meter> meters = new ArrayList<>();

    synchronized void show(GuardedCall guard) {
        if (registry == null) {
            return;
        }
        gauge("holdfast.breaker.state", "0 closed, 1 half-open, 2 open", guard,
            each -> code(each.snapshot().state()));
        gauge("holdfast.breaker.in.flight", "Calls under way", guard, GuardedCall::inFlight);
        counter("holdfast.breaker.calls", "Calls that ended", guard, each -> each.snapshot().calls());
        counter("holdfast.breaker.failures", "Calls that failed", guard, each -> each.snapshot().failures());
        counter("holdfast.breaker.rejected", "Calls that the breaker did not let pass", guard,
            each -> each.snapshot().rejected());
        counter("holdfast.breaker.turned.away", "Calls refused because too many were under way", guard,
            GuardedCall::turnedAway);
    }

    /** Takes them out of the registry, which outlives them. */
    synchronized void close() {
        meters.forEach(meter -> registry.remove(meter));
        meters.clear();
    }

    private static int code(BreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    private void gauge(String name, String description, GuardedCall guard, ToDoubleFunction<GuardedCall> of) {
        meters.add(Gauge.builder(name, guard, of).description(description).tag(TAG, guard.name())
            .strongReference(true).register(registry));
    }

    private void counter(String name, String description, GuardedCall guard,
                         ToDoubleFunction<GuardedCall> of) {
        meters.add(FunctionCounter.builder(name, guard, of).description(description).tag(TAG, guard.name())
            .register(registry));
    }
}
