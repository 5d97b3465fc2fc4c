package dev.holdfast.node.host;

import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.LoopWatch;
import dev.holdfast.runtime.recovery.Fence;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One instance of a service, from its making to its end: the service's verticle behind its fence, and what is
 * known of the event loop that it was given. What it throws outside of any answer is told to its keeper.
 */
final class Instance implements Deployable {
    /** A loop that takes so long to come to a question is behind with everything. */
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

    private final Deployable service;
    private final Fence fence;
    private final Bus bus;
    private final LoopWatch loops;
    private final Consumer<Throwable> thrown;
    private volatile Context context;
    private volatile long askedNanos;
    private volatile long answeredNanos;
    private volatile boolean pinged;
    private String id;

    /**
     * Made, and not deployed yet.
     *
     * @param kit    the one that the service was made with
     * @param thrown hears what it throws, on its own thread
     */
    Instance(Deployable service, NodeKit kit, Consumer<Throwable> thrown) {
        this.service = service;
        this.fence = kit.fence();
        this.bus = kit.bus();
        this.loops = kit.health().loops();
        this.thrown = thrown;
    }

    @Override
    public Future<?> deploy(Context given) throws Exception {
        if (fence.isCut()) {
            return Future.failedFuture("abandoned before its event loop came to it");
        }
        given.exceptionHandler(failure -> {
            if (!fence.isCut()) {
                thrown.accept(failure);
            }
        });
        answeredNanos = System.nanoTime();
        context = given;
        return service.deploy(given);
    }

    @Override
    public Future<?> undeploy(Context given) throws Exception {
        return service.undeploy(given);
    }

    /** True once its event loop came to it; one that is stuck never does. */
    boolean hasBegun() {
        return context != null;
    }

    Fence fence() {
        return fence;
    }

    /** Vert.x's name of the deployment; null until it is up. */
    String id() {
        return id;
    }

    void isUp(String deployment) {
        id = deployment;
    }

    /** Asks the event loop for a sign; one question at a time. */
    void ping() {
        Context asked = context;
        if (asked != null && !pinged) {
            askedNanos = System.nanoTime();
            pinged = true;
            asked.runOnContext(turned -> {
                answeredNanos = System.nanoTime();
                if (answeredNanos - askedNanos >= LATE.toNanos()) {
                    // Busy is not mute: what waited behind the same work could not be answered meanwhile.
                    bus.forgiveUnanswered();
                }
                pinged = false;
            });
        }
    }

    /**
     * Since its event loop last turned. Asked every second, it may have stopped right after its last answer;
     * for longer before a question, as while it starts, it is not to blame that nobody asked. One that works
     * through a thousand orders comes to the question after them: that it hears them is a sign too.
     */
    Duration silence(long nanos) {
        long unasked = Math.min(askedNanos - answeredNanos, ASKED_EVERY.toNanos());
        long since = Math.min(nanos - askedNanos + unasked, nanos - bus.heardNanos());
        return pinged ? Duration.ofNanos(since) : Duration.ZERO;
    }

    /** True while the watch of this process says that its event loop does not turn. */
    boolean isBlocked() {
        Context mine = context;
        return mine != null && loops.isBlocked(mine);
    }

    /** An address at which somebody waited in vain, at least for so long; null if there is none. */
    String leftUnanswered(Duration atLeast) {
        return bus.leftUnanswered(atLeast);
    }

    /** This whole process stood still: nobody could have answered. */
    void forgive(long nanos) {
        askedNanos = nanos;
        answeredNanos = nanos;
        bus.forgiveUnanswered();
    }
}
