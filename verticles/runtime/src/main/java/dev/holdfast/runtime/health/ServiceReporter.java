package dev.holdfast.runtime.health;

import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.HealthAnswer;
import dev.holdfast.wire.failsafe.HealthQuery;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.ext.healthchecks.HealthChecks;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A service's side of health (requirement A3.1): says about every second how the service is, and soon that it
 * works again, answers those who ask, and proves its job to those who ask deeply. Silence is a statement too:
 * the health book takes it for UNHEALTHY. Lives on the service's context.
 */
public final class ServiceReporter {
    private static final long EVERY_MILLIS = 1_000;
    /** What works again is said so soon; what is worse may pass by the next second. */
    private static final long LOOK_MILLIS = 100;
    /** Of the time that a deep check has: the rest is for its way through the bus. */
    private static final double PART_OF_TIMEOUT = 0.8;

    private final Vertx vertx;
    private final NodeKit kit;
    private final String service;
    private final Supplier<SelfView> self;
    private final Context context;
    private final HealthChecks checks;
    private final long proofMillis;
    private MessageConsumer<Buffer> door;
    private HealthStatus said;
    private long saidNanos;
    private long timer;

    /**
     * What a service thinks of itself right now, or what a check of it found.
     *
     * @param fault where the fault lies; null if it is HEALTHY or that says nothing about a replacement
     */
    public record SelfView(HealthStatus status, String detail, Fault fault) {
        /** A view that is not UNHEALTHY, or of a fault of its own. */
        public SelfView(HealthStatus status, String detail) {
            this(status, detail, status == HealthStatus.UNHEALTHY ? Fault.OWN : null);
        }

        public static SelfView healthy(String detail) {
            return new SelfView(HealthStatus.HEALTHY, detail);
        }

        public static SelfView degraded(String detail) {
            return new SelfView(HealthStatus.DEGRADED, detail);
        }

        /** It makes do until something outside is back or read to its end; so would a new instance. */
        public static SelfView behind(String detail) {
            return new SelfView(HealthStatus.DEGRADED, detail, Fault.EXTERNAL);
        }

        /** It cannot work, and a fresh instance might: it is replaced if it stays so. */
        public static SelfView unhealthy(String detail) {
            return new SelfView(HealthStatus.UNHEALTHY, detail, Fault.OWN);
        }

        /** It cannot work until something outside is back or read to its end: replacing it would not help. */
        public static SelfView waiting(String detail) {
            return new SelfView(HealthStatus.UNHEALTHY, detail, Fault.EXTERNAL);
        }
    }

    private ServiceReporter(Vertx vertx, NodeKit kit, String service, Supplier<SelfView> self) {
        this.vertx = vertx;
        this.kit = kit;
        this.service = service;
        this.self = self;
        this.context = vertx.getOrCreateContext();
        this.checks = HealthChecks.create(vertx);
        this.proofMillis =
            (long) (kit.config().failsafe().health().deepTimeout().toMillis() * PART_OF_TIMEOUT);
    }

    /** Starts reporting, at once and then about every second, on the caller's context. */
    public static ServiceReporter start(Vertx vertx, NodeKit kit, String service, Supplier<SelfView> self) {
        ServiceReporter reporter = new ServiceReporter(vertx, kit, service, self);
        reporter.begin();
        return reporter;
    }

    /** Registers how the service proves that it can do its job; called on its context. */
    public ServiceReporter proving(Supplier<Future<SelfView>> job) {
        checks.register(Procedures.JOB, proofMillis, Procedures.on(context, job));
        return this;
    }

    /** Registers something that the service needs, and how it is reached; called on its context. */
    public ServiceReporter needing(String dependency, Supplier<Future<SelfView>> reach) {
        checks.register(dependency, proofMillis, Procedures.on(context, reach));
        return this;
    }

    public void stop() {
        vertx.cancelTimer(timer);
        door.unregister();
        forget();
    }

    /** An instance that was cut off is judged no more; the next one has taken its place, or will. */
    private void forget() {
        kit.health().remove(service, checks);
        kit.health().loops().forget(service, context);
    }

    private void begin() {
        checks.register(Procedures.SELF, proofMillis,
            Procedures.on(context, () -> Future.succeededFuture(self.get())));
        kit.health().add(service, checks);
        kit.health().loops().watch(service, context);
        kit.fence().onCut(this::forget);
        door = kit.bus().serve(Addresses.checkHealth(service, kit.identity().name()), this::onQuery);
        report();
        timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
    }

    private void look() {
        boolean due = System.nanoTime() - saidNanos >= TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
        if (due || said == HealthStatus.UNHEALTHY) {
            SelfView view = self.get();
            if (due || view.status() != HealthStatus.UNHEALTHY) {
                say(view);
            }
        }
    }

    /** Says how the service is right now, without waiting for the next second; on its context. */
    public void report() {
        say(self.get());
    }

    private void say(SelfView view) {
        said = view.status();
        saidNanos = System.nanoTime();
        kit.bus().publish(Addresses.SERVICE_REPORT, new ServiceReport(service, kit.identity().name(),
            view.status(), view.detail(), view.fault(), kit.identity().clock().instant()));
        if (!kit.fence().isCut()) {
            kit.health().speaks(service);
        }
    }

    private Future<HealthAnswer> onQuery(HealthQuery query) {
        return query.level() == CheckLevel.DEEP ? checks.checkStatus().map(Procedures::answer)
            : checks.checkStatus(Procedures.SELF).map(Procedures::answer);
    }
}
