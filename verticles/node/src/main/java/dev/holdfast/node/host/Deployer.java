package dev.holdfast.node.host;

import dev.holdfast.runtime.recovery.Fence;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys and undeploys instances, with an end to every wait. Vert.x gives each deployment the next event
 * loop; if that one is stuck the instance never begins, and another gets the next, as it does if that one is
 * the {@link BusLoop}. Vert.x answers on a worker thread and everything goes on the host's own, so no stuck
 * event loop holds up a recovery.
 */
final class Deployer {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    /** An event loop comes to a new deployment within milliseconds; beyond this it is stuck. */
    private static final long BEGIN_MILLIS = 1_000;
    /** Twice as many as a node has event loops: each gets its turn, though others are dealt some too. */
    private static final int MAX_TRIES = 32;
    /** From the beginning of a start to its end; beyond it something hangs. */
    private static final long START_SECONDS = 60;
    /** A service's own time to end in good order (requirement A3.3). */
    private static final long STOP_SECONDS = 10;
    /** An event loop that has not turned for so long while its service was told to end. */
    private static final Duration STANDS_STILL = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 250;

    private final Vertx vertx;
    private final EventLoop busLoop;
    private final Context asking;
    private final ScheduledExecutorService host;

    /** That the event loop of the bus was dealt: the next one is as good. */
    private static final class OnBusLoop extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** An instance as it is handed to Vert.x, which deals the event loops. */
    private final class Dealt implements Deployable {
        private final Instance instance;

        private Dealt(Instance instance) {
            this.instance = instance;
        }

        @Override
        public Future<?> deploy(Context given) throws Exception {
            return ((ContextInternal) given).nettyEventLoop() == busLoop
                ? Future.failedFuture(new OnBusLoop()) : instance.deploy(given);
        }

        @Override
        public Future<?> undeploy(Context given) throws Exception {
            return instance.undeploy(given);
        }
    }

    Deployer(Vertx vertx, ScheduledExecutorService host) {
        this.vertx = vertx;
        this.busLoop = BusLoop.of(vertx);
        this.asking = ((VertxInternal) vertx).createWorkerContext();
        this.host = host;
    }

    /** A context of which no event loop can hold up the handlers. */
    Context context() {
        return asking;
    }

    /**
     * Starts an instance; completes on the host's thread.
     *
     * @param fresh makes one for each try: an instance that failed is not started again
     */
    CompletableFuture<Instance> deploy(Supplier<Instance> fresh) {
        CompletableFuture<Instance> up = new CompletableFuture<>();
        attempt(fresh, up, MAX_TRIES);
        return up;
    }

    private void attempt(Supplier<Instance> fresh, CompletableFuture<Instance> up, int triesLeft) {
        Instance instance;
        try {
            instance = fresh.get();
        } catch (RuntimeException e) {
            up.completeExceptionally(e);
            return;
        }
        asking.runOnContext(now -> vertx.deployVerticle(new Dealt(instance)).onComplete(
            id -> host.execute(() -> onUp(instance, id, up)),
            failure -> host.execute(() -> {
                if (!(failure instanceof OnBusLoop)) {
                    onFailed(instance, failure, up);
                } else if (!instance.fence().isCut()) {
                    tryNext(instance, fresh, up, triesLeft - 1);
                }
            })));
        host.schedule(() -> {
            if (!instance.hasBegun() && !instance.fence().isCut()) {
                LOG.warn("an event loop does not come to a new deployment; trying the next");
                tryNext(instance, fresh, up, triesLeft - 1);
            }
        }, BEGIN_MILLIS, TimeUnit.MILLISECONDS);
        host.schedule(() -> onFailed(instance, new TimeoutException("not started within " + START_SECONDS
            + " s"), up), START_SECONDS, TimeUnit.SECONDS);
    }

    private void tryNext(Instance misplaced, Supplier<Instance> fresh, CompletableFuture<Instance> up,
                         int triesLeft) {
        misplaced.fence().cut();
        if (triesLeft > 0) {
            attempt(fresh, up, triesLeft);
        } else {
            up.completeExceptionally(new IllegalStateException("every event loop of this process is stuck"));
        }
    }

    private void onUp(Instance instance, String id, CompletableFuture<Instance> up) {
        instance.isUp(id);
        if (instance.fence().isCut() || !up.complete(instance)) {
            LOG.warn("an instance came up after it was given up; it is undeployed");
            undeploy(instance);
        }
    }

    /** Nothing of it may stay behind; one that was cut before is not what is waited for any more. */
    private static void onFailed(Instance instance, Throwable failure, CompletableFuture<Instance> up) {
        if (!instance.fence().isCut() && instance.id() == null) {
            instance.fence().cut();
            up.completeExceptionally(failure);
        }
    }

    /**
     * Ends an instance in good order within its time, or abandons it behind its fence, at once if its event
     * loop does not turn; completes on the host's thread, true if it obeyed.
     */
    CompletableFuture<Boolean> undeploy(Instance instance) {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        asking.runOnContext(now -> vertx.undeploy(instance.id()).onComplete(done -> host.execute(() -> {
            if (done.failed()) {
                LOG.warn("a service did not stop cleanly: {}", done.cause().toString());
            }
            ended.complete(true);
        })));
        host.schedule(() -> ended.complete(false), STOP_SECONDS, TimeUnit.SECONDS);
        host.execute(() -> awaitTurning(instance, ended));
        Fence fence = instance.fence();
        return ended.thenApply(obeyed -> {
            fence.cut();
            return obeyed;
        });
    }

    /** A stuck event loop ends nothing in good order, however long it is waited for. */
    private void awaitTurning(Instance instance, CompletableFuture<Boolean> ended) {
        if (ended.isDone()) {
            return;
        }
        instance.ping();
        if (instance.isBlocked() || instance.silence(System.nanoTime()).compareTo(STANDS_STILL) >= 0) {
            ended.complete(false);
        } else {
            host.schedule(() -> awaitTurning(instance, ended), LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
