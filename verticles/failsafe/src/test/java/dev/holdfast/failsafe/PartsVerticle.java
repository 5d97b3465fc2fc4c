package dev.holdfast.failsafe;

import dev.holdfast.failsafe.state.EventPen;
import dev.holdfast.failsafe.state.FailsafeBoard;
import dev.holdfast.runtime.NodeKit;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A node's failsafe layer with only some of its parts, and what all of them stand on. */
public final class PartsVerticle extends VerticleBase {
    private final NodeKit node;
    private final Function<FailsafeKit, Part> part;
    private final List<Part> running = new ArrayList<>();

    public PartsVerticle(NodeKit node, Function<FailsafeKit, Part> part) {
        this.node = node;
        this.part = part;
    }

    @Override
    public Future<?> start() {
        FailsafeBoard board = new FailsafeBoard();
        FailsafeEvents events = new FailsafeEvents(node.bus());
        Leadership leader = new Leadership(node, context, events);
        FailsafeKit kit = new FailsafeKit(vertx, context, node, events, board, leader);
        running.addAll(List.of(new EventPen(kit), leader, part.apply(kit)));
        Future<Void> done = Future.succeededFuture();
        for (Part each : running) {
            done = done.compose(before -> each.start());
        }
        return done;
    }

    @Override
    public Future<?> stop() {
        Future<Void> done = Future.succeededFuture();
        for (Part each : running.reversed()) {
            done = done.compose(before -> each.stop());
        }
        return done;
    }
}
