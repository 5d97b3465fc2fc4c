package dev.holdfast.node.host;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A small but real service that can be told to fail in any of the ways that services do. */
final class Stunt extends VerticleBase {
    static final CommandAddress<Ask, Integer> WHO =
        new CommandAddress<>("test.query.who", Ask.class, Integer.class);
    static final CommandAddress<Ask, String> THROW =
        new CommandAddress<>("test.command.throw", Ask.class, String.class);
    static final CommandAddress<Ask, String> NEVER =
        new CommandAddress<>("test.command.never", Ask.class, String.class);
    static final CommandAddress<Ask, String> FOREIGN =
        new CommandAddress<>("test.command.foreign", Ask.class, String.class);
    static final CommandAddress<Ask, String> BLOCK =
        new CommandAddress<>("test.command.block", Ask.class, String.class);

    private final NodeKit kit;
    private final Script script;
    private final int number;
    private ServiceReporter reporter;

    /** What the instances do, one after the other. */
    static final class Script {
        final AtomicInteger instances = new AtomicInteger();
        final CountDownLatch unblock = new CountDownLatch(1);
        volatile Throwable startFailure;
        volatile int startsThatFail;
        volatile SelfView view = SelfView.healthy("fine");
        volatile boolean leaks;
        final AtomicInteger stops = new AtomicInteger();
    }

    Stunt(NodeKit kit, Script script) {
        this.kit = kit;
        this.script = script;
        this.number = script.instances.incrementAndGet();
    }

    @Override
    public Future<?> start() {
        if (script.startFailure != null && number <= script.startsThatFail) {
            return Future.failedFuture(script.startFailure);
        }
        kit.bus().serve(THROW, ask -> {
            throw new IllegalStateException("a bug in instance " + number);
        });
        kit.bus().serve(NEVER, ask -> Promise.<String>promise().future());
        kit.bus().serve(FOREIGN, ask -> {
            Promise<Void> twice = Promise.promise();
            twice.complete();
            context.runOnContext(twice::complete);
            return Future.succeededFuture("a library throws next");
        });
        kit.bus().serve(BLOCK, ask -> {
            await();
            kit.bus().publish(Addresses.SERVICE_REPORT, report());
            return Future.succeededFuture("woke up");
        });
        if (script.leaks) {
            Thread outside = new Thread(this::serveWho);
            outside.start();
            try {
                outside.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            serveWho();
        }
        reporter = ServiceReporter.start(vertx, kit, "risk", () -> script.view);
        return Future.succeededFuture();
    }

    /** Off its own context nobody unregisters it at the end. */
    private void serveWho() {
        kit.bus().serve(WHO, ask -> Future.succeededFuture(number));
    }

    private ServiceReport report() {
        return new ServiceReport("ghost", "node-1", HealthStatus.UNHEALTHY,
            "of instance " + number, Fault.OWN, kit.identity().clock().instant());
    }

    private void await() {
        try {
            script.unblock.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Future<?> stop() {
        script.stops.incrementAndGet();
        reporter.stop();
        return Future.succeededFuture();
    }
}
