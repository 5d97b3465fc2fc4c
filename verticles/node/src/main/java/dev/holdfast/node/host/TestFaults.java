package dev.holdfast.node.host;

import dev.holdfast.runtime.NodeKit;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.FailOnPurpose;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a drill make a running service fail, behind its real fence and on its real event loop. Off unless the
 * process was started with {@code -Dtest.faults=on}; without that nothing listens and services are deployed
 * as they are. Never in LIVE mode.
 */
public final class TestFaults {
    /** The system property; only {@code on} switches it on. */
    public static final String PROPERTY = "test.faults";
    private static final String ON = "on";
    private static final int CHUNK_BYTES = 1 << 20;

    private TestFaults() {
    }

    /** True if this process was started to be made to fail. */
    public static boolean areOn() {
        return ON.equals(System.getProperty(PROPERTY));
    }

    /** The service itself, or one that also fails when it is told to. */
    static Deployable around(Deployable service, String role, NodeKit kit) {
        return areOn() ? new Failing(service, role, kit) : service;
    }

    private static final class Failing implements Deployable {
        private static final Logger LOG = LoggerFactory.getLogger(TestFaults.class);

        private final Deployable service;
        private final String role;
        private final NodeKit kit;

        Failing(Deployable service, String role, NodeKit kit) {
            this.service = service;
            this.role = role;
            this.kit = kit;
        }

        @Override
        public Future<?> deploy(Context given) throws Exception {
            kit.bus().serve(Addresses.failOnPurpose(role, kit.identity().name()), this::fail);
            return service.deploy(given);
        }

        @Override
        public Future<?> undeploy(Context given) throws Exception {
            return service.undeploy(given);
        }

        private Future<Ack> fail(FailOnPurpose command) {
            LOG.warn("{} fails on purpose: {}", role, command.way());
            return switch (command.way()) {
                case THROW -> throw new IllegalStateException("on purpose: " + PROPERTY + " is on");
                case NEVER_ANSWER -> Promise.<Ack>promise().future();
                case BLOCK -> {
                    standStill(command.forMillis());
                    yield Future.succeededFuture(new Ack());
                }
                case FILL_HEAP -> {
                    new Thread(Failing::fillHeap, "fill-heap").start();
                    yield Future.succeededFuture(new Ack());
                }
            };
        }

        /** Not to be interrupted, as a loop without an end would not be. */
        private static void standStill(long millis) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }

        private static void fillHeap() {
            List<byte[]> held = new ArrayList<>();
            while (held.size() < Integer.MAX_VALUE) {
                held.add(new byte[CHUNK_BYTES]);
            }
        }
    }
}
