package dev.holdfast.runtime.health;

import dev.holdfast.resilience.health.HealthStatus;
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

    /** What a service thinks of itself right now. */
    public record SelfView(HealthStatus status, String detail) {
        public static SelfView healthy(String detail) {
            return new SelfView(HealthStatus.HEALTHY, detail);
        }

        public static SelfView degraded(String detail) {
            return new SelfView(HealthStatus.DEGRADED, detail);
        }

        public static SelfView unhealthy(String detail) {
            return new SelfView(HealthStatus.UNHEALTHY, detail);
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
                new ServiceReport(service, node.name(), view.status(), view.detail(), clock.instant()));
        };
        report.run();
        return new ServiceReporter(vertx, vertx.setPeriodic(EVERY_MILLIS, tick -> report.run()));
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }
}
