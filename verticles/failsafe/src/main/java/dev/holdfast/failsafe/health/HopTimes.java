package dev.holdfast.failsafe.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.micrometer.backends.BackendRegistries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.SynchronizedHistogram;

/** How long the legs of synthetic transactions take, since this node leads. Safe to read from any thread. */
final class HopTimes {
    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;
    private static final double MICROS_PER_SECOND = 1_000_000;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double[] QUANTILES = {50, 99, 99.9};
    private static final String TOTAL = "total";

    private final Map<Hop, AbstractHistogram> hops = new EnumMap<>(Hop.class);
    private final AbstractHistogram total = new SynchronizedHistogram(MOST_MICROS, DIGITS);
    private final MeterRegistry registry = BackendRegistries.getDefaultNow();
    private final List<Meter> meters = new ArrayList<>();

    HopTimes() {
        for (Hop hop : Hop.values()) {
            hops.put(hop, new SynchronizedHistogram(MOST_MICROS, DIGITS));
        }
    }

    void register() {
        if (registry != null) {
            hops.forEach((hop, times) -> register(hop.name().toLowerCase(Locale.ROOT), times));
            register(TOTAL, total);
        }
    }

    void close() {
        meters.forEach(meter -> registry.remove(meter));
        meters.clear();
    }

    /** Takes one that was filled. */
    void record(SyntheticTrace trace) {
        trace.hops().forEach((hop, took) -> hops.get(hop).recordValue(micros(took)));
        total.recordValue(micros(trace.total()));
    }

    String summary() {
        return String.format(Locale.ROOT, "bar to fill of %d: p50 %.1f ms, p99 %.1f ms",
            total.getTotalCount(), total.getValueAtPercentile(50) / MICROS_PER_MILLI,
            total.getValueAtPercentile(99) / MICROS_PER_MILLI);
    }

    private void register(String leg, AbstractHistogram times) {
        for (double quantile : QUANTILES) {
            meters.add(Gauge.builder("holdfast.synthetic.seconds", times,
                    all -> all.getValueAtPercentile(quantile) / MICROS_PER_SECOND)
                .description("Legs of synthetic transactions, from bar to fill").tag("leg", leg)
                .tag("quantile", String.valueOf(quantile / 100)).register(registry));
        }
    }

    private static long micros(Duration took) {
        return Math.min(took.toNanos() / TimeUnit.MICROSECONDS.toNanos(1), MOST_MICROS);
    }
}
