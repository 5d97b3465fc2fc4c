package dev.holdfast.portfolio.metrics;

import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.metrics.RowGauges;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.failsafe.FailsafeView.Checkpoint;
import dev.holdfast.wire.failsafe.FailsafeView.Level;
import dev.holdfast.wire.failsafe.FailsafeView.Service;
import dev.holdfast.wire.message.Ask;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The failsafe layer for Prometheus (requirement D9): how things stand by this node's own view, and what was
 * told of over the bus. Every node tells of the whole cluster, so its figures are joined by max, not added
 * up; only {@code holdfast.check.seconds} is of this node alone. Where the role does not run, or its view is
 * old, a figure is NaN: absent, not zero.
 */
public final class FailsafeMetrics {
    private static final long ASK_MILLIS = 5_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    /** Three views missed. */
    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final double MILLIS_PER_SECOND = 1_000.0;

    private final Sources from;
    private final List<Meter> meters = new ArrayList<>();
    private final RowGauges checks;
    private final MessageConsumer<Buffer> events;
    private final long timer;
    private volatile Seen seen = new Seen(null, Instant.EPOCH);

    private record Seen(FailsafeView view, Instant at) {
    }

    /** What is measured, and where it is registered. */
    public record Sources(Vertx vertx, Bus bus, NodeIdentity identity, MeterRegistry registry) {
    }

    /** Starts asking, on the caller's context. */
    public FailsafeMetrics(Sources from) {
        this.from = from;
        this.checks = new RowGauges(from.registry(), "holdfast.check.seconds",
            "Latency of the newest checks of this node's services, by level");
        register();
        this.events = from.bus().subscribe(Addresses.FAILSAFE, this::onEvent);
        this.timer = from.vertx().setPeriodic(0, ASK_MILLIS, tick -> ask());
    }

    /** Takes its meters out of the node's registry. */
    public void close() {
        from.vertx().cancelTimer(timer);
        events.unregister();
        checks.close();
        meters.forEach(from.registry()::remove);
    }

    private void register() {
        for (HealthStatus status : HealthStatus.values()) {
            gauge("services", "Services by their status", Tags.of("status", status.name()),
                view -> view.services().stream().filter(of -> of.status() == status).count());
        }
        for (BreakerState state : BreakerState.values()) {
            gauge("breakers", "Breakers by their state", Tags.of("state", state.name()),
                view -> view.breakers().stream().filter(of -> of.state() == state).count());
        }
        for (Severity severity : Severity.values()) {
            gauge("incidents", "Incidents that are not over", Tags.of("severity", severity.name()),
                view -> view.incidents().stream().filter(of -> of.severity() == severity
                    && of.status() != IncidentStatus.RESOLVED).count());
        }
        gauge("fallbacks", "Fallback chains that are not on their first tier", Tags.empty(),
            view -> view.chains().stream().filter(of -> !of.tier().equals(of.tiers().getFirst())).count());
        gauge("quorum", "1 while this node sees a majority", Tags.empty(),
            view -> view.quorum() == Quorum.MAJORITY ? 1 : 0);
        gauge("leader", "1 while this node leads the failsafe layer", Tags.empty(),
            view -> from.identity().name().equals(view.leader()) ? 1 : 0);
        gauge("checkpoint.age.seconds", "Since the newest checkpoint", Tags.empty(), this::checkpointAge);
        // What did not happen yet is there as zero, so that a rate sees the first time too.
        for (Class<?> kind : FailsafeEvent.class.getPermittedSubclasses()) {
            told(kind);
        }
        for (RecoveryAction action : RecoveryAction.values()) {
            took(action, true);
            took(action, false);
        }
    }

    private Counter told(Class<?> kind) {
        return Counter.builder("holdfast.failsafe.events").tag("kind", kind.getSimpleName())
            .description("What the failsafe layer told of, by its kind").register(from.registry());
    }

    private Timer took(RecoveryAction action, boolean recovered) {
        return Timer.builder("holdfast.recovery").description("From the first notice of a fault to its end")
            .tag("action", action.name()).tag("recovered", Boolean.toString(recovered))
            .register(from.registry());
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<FailsafeView> figure) {
        meters.add(Gauge.builder("holdfast.failsafe." + name, this, of -> of.figure(figure))
            .description(description).tags(tags).register(from.registry()));
    }

    private double figure(ToDoubleFunction<FailsafeView> figure) {
        Seen now = seen;
        boolean fresh = now.at().plus(FRESH).isAfter(from.identity().clock().instant());
        return fresh ? figure.applyAsDouble(now.view()) : Double.NaN;
    }

    private double checkpointAge(FailsafeView view) {
        Instant newest = view.checkpoints().stream().map(Checkpoint::at).max(Instant::compareTo).orElse(null);
        return newest == null ? Double.NaN
            : Duration.between(newest, from.identity().clock().instant()).toMillis() / MILLIS_PER_SECOND;
    }

    /** No answer leaves the last view to grow old. */
    private void ask() {
        from.bus().request(Addresses.failsafeView(from.identity().name()), new Ask(), ANSWER_WITHIN)
            .onSuccess(view -> {
                seen = new Seen(view, from.identity().clock().instant());
                checks.show(rows(view));
            });
    }

    private Map<Tags, Double> rows(FailsafeView view) {
        Map<Tags, Double> rows = new HashMap<>();
        for (Service service : view.services()) {
            for (Level level : service.node().equals(from.identity().name()) ? service.levels()
                    : List.<Level>of()) {
                add(rows, service, level);
            }
        }
        return rows;
    }

    private static void add(Map<Tags, Double> rows, Service service, Level level) {
        Tags tags = Tags.of("service", service.service(), "level",
            level.level().name().toLowerCase(Locale.ROOT));
        if (level.p50Millis() != null) {
            rows.put(tags.and("quantile", "0.5"), level.p50Millis() / MILLIS_PER_SECOND);
        }
        if (level.p99Millis() != null) {
            rows.put(tags.and("quantile", "0.99"), level.p99Millis() / MILLIS_PER_SECOND);
        }
    }

    private void onEvent(FailsafeEvent event) {
        told(event.getClass()).increment();
        if (event instanceof RecoveryEnded end) {
            took(end.action(), end.recovered()).record(Duration.ofMillis(end.tookMillis()));
        }
    }
}
