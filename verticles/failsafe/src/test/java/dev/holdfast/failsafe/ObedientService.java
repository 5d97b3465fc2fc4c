package dev.holdfast.failsafe;

import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.locks.LockSupport;

/** A service that hangs, falls silent or fails its proof when it is told to. */
final class ObedientService extends VerticleBase {
    static final String NAME = "risk";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final NodeKit kit;
    private ServiceReporter reporter;
    private boolean capable = true;

    ObedientService(NodeKit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        speak();
        return Future.succeededFuture();
    }

    /** From any thread. */
    void obey(String order) {
        String[] words = order.split(" ");
        context.runOnContext(now -> {
            switch (words[0]) {
                case "hang" -> hang(System.nanoTime() + Long.parseLong(words[1]) * NANOS_PER_MILLI);
                case "mute" -> reporter.stop();
                case "speak" -> speak();
                case "fail" -> capable = false;
                case "work" -> capable = true;
                default -> throw new IllegalArgumentException(order);
            }
        });
    }

    private void speak() {
        reporter = ServiceReporter.start(vertx, kit, NAME, () -> SelfView.healthy("obeys"))
            .proving(() -> Future.succeededFuture(capable ? SelfView.healthy("works")
                : SelfView.unhealthy("cannot do its job")))
            .needing("oracle", () -> capable ? Future.succeededFuture(SelfView.healthy("speaks"))
                : Future.failedFuture("is dumb"));
    }

    private static void hang(long untilNanos) {
        while (System.nanoTime() < untilNanos) {
            LockSupport.parkNanos(untilNanos - System.nanoTime());
        }
    }
}
