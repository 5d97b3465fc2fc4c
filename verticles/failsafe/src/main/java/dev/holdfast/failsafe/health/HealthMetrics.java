package dev.holdfast.failsafe.health;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.resilience.health.HealthBook;
import dev.holdfast.resilience.health.Resources;
import dev.holdfast.resilience.health.Standing;
import dev.holdfast.runtime.metrics.RowGauges;
import dev.holdfast.wire.failsafe.HealthChecked;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.micrometer.backends.BackendRegistries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What Prometheus may ask about health: how each service stands in this node's book, and how long checks
 * took. Does nothing where Vert.x runs without a registry.
 */
final class HealthMetrics {
    private static final long EVERY_MILLIS = 5_000;
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final FailsafeKit kit;
    private final HealthBook book;
    private final MeterRegistry registry = BackendRegistries.getDefaultNow();
    private final List<Meter> meters = new ArrayList<>();
    private final Map<Tags, Timer> timers = new HashMap<>();
    private RowGauges standing;
    private long timer = -1;
    private volatile Resources newest;

    HealthMetrics(FailsafeKit kit, HealthBook book) {
        this.kit = kit;
        this.book = book;
    }

    void start() {
        if (registry == null) {
            return;
        }
        standing = new RowGauges(registry, "holdfast.health",
            "How a service stands: 0 healthy, 1 degraded, 2 unhealthy");
        meters.add(Gauge.builder("holdfast.failsafe.leader", kit.leader(), leader -> leader.isMine() ? 1 : 0)
            .description("1 on the node that leads the failsafe layer").register(registry));
        process("cpu.percent", "CPU of the process", Resources::cpuPercent);
        process("heap.percent", "Heap in use after a collection", Resources::heapPercent);
        process("gc.pause.seconds", "Longest pause of a collection", now -> seconds(now.gcPause()));
        process("loop.delay.seconds", "Longest delay of an event loop", now -> seconds(now.loopDelay()));
        process("disk.free.percent", "Free part of the disk", Resources::diskFreePercent);
        process("descriptors.percent", "File descriptors in use", Resources::descriptorsPercent);
        timer = kit.vertx().setPeriodic(0, EVERY_MILLIS, tick -> refresh());
    }

    void stop() {
        if (registry != null) {
            kit.vertx().cancelTimer(timer);
            standing.close();
            meters.forEach(registry::remove);
            timers.values().forEach(registry::remove);
        }
    }

    /** A check that this node made. */
    void checked(HealthChecked.Result result) {
        if (registry != null) {
            Tags tags = Tags.of("service", result.service(), "node", result.node(), "level",
                result.level().name());
            timers.computeIfAbsent(tags, absent -> Timer.builder("holdfast.health.check").tags(tags)
                    .description("Time a health check took").register(registry))
                .record(result.latencyMicros(), TimeUnit.MICROSECONDS);
        }
    }

    /** A reading of the process; from any thread. */
    void read(Resources now) {
        newest = now;
    }

    private void process(String what, String description, ToDoubleFunction<Resources> value) {
        meters.add(Gauge.builder("holdfast.process." + what, this, metrics -> metrics.newest == null
            ? Double.NaN : value.applyAsDouble(metrics.newest)).description(description).register(registry));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }

    private void refresh() {
        Map<Tags, Double> rows = new HashMap<>();
        for (Standing each : book.standings()) {
            for (Standing.Level level : each.levels()) {
                rows.put(Tags.of("service", each.key().service(), "node", each.key().node(), "level",
                    level.level().name()), (double) level.status().ordinal());
            }
        }
        standing.show(rows);
    }
}
