package dev.holdfast.runtime.health;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.Supplier;

/** Says every second how a service is. Silence is a statement too: the registry takes it for UNHEALTHY. */
public final class ServiceReporter {
    private static final long EVERY_MILLIS = 1_000;

    private final Vertx vertx;
    private final long timer;

    /**
     * What a service thinks of itself right now.
     *
     * @param fault where the fault lies; null unless it is UNHEALTHY
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

        /** It cannot work, and a fresh instance might: it is replaced if it stays so. */
        public static SelfView unhealthy(String detail) {
            return new SelfView(HealthStatus.UNHEALTHY, detail, Fault.OWN);
        }

        /** It cannot work until something outside is back or read to its end: replacing it would not help. */
        public static SelfView waiting(String detail) {
            return new SelfView(HealthStatus.UNHEALTHY, detail, Fault.EXTERNAL);
        }
    }

    private ServiceReporter(Vertx vertx, long timer) {
        this.vertx = vertx;
        this.timer = timer;
    }

    /** Starts reporting, at once and then every second, on the caller's context. */
    public static ServiceReporter start(Vertx vertx, Bus bus, NodeIdentity node, String service,
                                        Supplier<SelfView> self) {
        Clock clock = node.clock();
        Runnable report = () -> {
            SelfView view = self.get();
            bus.publish(Addresses.SERVICE_REPORT,
                new ServiceReport(service, node.name(), view.status(), view.detail(), view.fault(),
                    clock.instant()));
        };
        report.run();
        return new ServiceReporter(vertx, vertx.setPeriodic(EVERY_MILLIS, tick -> report.run()));
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }
}
