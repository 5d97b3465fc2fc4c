package dev.holdfast.failsafe.alerting;

import dev.holdfast.resilience.alert.Noise;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.micrometer.backends.BackendRegistries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * How much reached the alerting of this node while it spoke, and how little of it people. Does nothing where
 * Vert.x runs without a registry.
 */
final class AlertMetrics {
    private final Supplier<Noise> noise;
    private final MeterRegistry registry = BackendRegistries.getDefaultNow();
    private final List<Meter> meters = new ArrayList<>();

    AlertMetrics(Supplier<Noise> noise) {
        this.noise = noise;
    }

    void start() {
        if (registry != null) {
            count("symptoms", "Symptoms reported, repeats included", Noise::symptoms);
            count("inhibited", "Symptoms that were a consequence of something known", Noise::inhibited);
            count("self.healed", "Incidents that were over before anybody was told", Noise::selfHealed);
            count("pages", "Incidents for which somebody was called", Noise::pages);
            count("tickets", "Incidents for which somebody was told for later", Noise::tickets);
            count("notices", "Notices delivered to people, of every kind", Noise::notices);
        }
    }

    void stop() {
        meters.forEach(meter -> registry.remove(meter));
    }

    private void count(String name, String description, ToLongFunction<Noise> value) {
        meters.add(FunctionCounter.builder("holdfast.alert." + name, noise,
                now -> value.applyAsLong(now.get()))
            .description(description).register(registry));
    }
}
