package dev.holdfast.failsafe;

import dev.holdfast.failsafe.state.FailsafeBoard;
import dev.holdfast.runtime.NodeKit;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;

/**
 * What every part of the failsafe layer is given.
 *
 * @param context of the verticle: every part lives on it
 * @param events  where a part says what it saw and did
 * @param board   what is known of the whole layer
 * @param leader  whether this node leads it
 */
public record FailsafeKit(Vertx vertx, Context context, NodeKit node, FailsafeEvents events,
                          FailsafeBoard board, Leadership leader) {
    /** This node's name. */
    public String me() {
        return node.identity().name();
    }

    /** True if that node was heard on the lease log within its lease and nobody saw it die. */
    public boolean isAlive(String other) {
        return node.cluster().nodes().stream()
            .anyMatch(view -> view.node().equals(other) && view.isAlive());
    }

    public Instant now() {
        return node.identity().clock().instant();
    }
}
