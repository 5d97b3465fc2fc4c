package dev.holdfast.failsafe;

import io.vertx.core.Future;

/**
 * One box of the failsafe layer. It is started after, and stopped before, the parts that stand before it in
 * the verticle, all on the verticle's context.
 */
public interface Part {
    /** Completes when it works; what fails here keeps the verticle from starting. */
    Future<Void> start();

    Future<Void> stop();
}
