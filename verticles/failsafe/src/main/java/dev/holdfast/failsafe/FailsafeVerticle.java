package dev.holdfast.failsafe;

import dev.holdfast.failsafe.alerting.AlertingPart;
import dev.holdfast.failsafe.breaker.BreakerWatch;
import dev.holdfast.failsafe.fallback.ChainWatch;
import dev.holdfast.failsafe.health.HealthPart;
import dev.holdfast.failsafe.health.SyntheticPart;
import dev.holdfast.failsafe.partition.HealPart;
import dev.holdfast.failsafe.partition.QuorumReporter;
import dev.holdfast.failsafe.recovery.RecoveryPart;
import dev.holdfast.failsafe.state.EventPen;
import dev.holdfast.failsafe.state.FailsafeBoard;
import dev.holdfast.failsafe.state.StateKeeper;
import dev.holdfast.failsafe.state.ViewDoor;
import dev.holdfast.runtime.NodeKit;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The failsafe layer of one node (requirement A3). Every node runs it and sees the same events; one of them
 * leads. Each box is a {@link Part}; this only puts them together.
 */
public final class FailsafeVerticle extends VerticleBase {
    private final NodeKit node;
    private final Deque<Part> running = new ArrayDeque<>();

    public FailsafeVerticle(NodeKit node) {
        this.node = node;
    }

    @Override
    public Future<?> start() {
        FailsafeBoard board = new FailsafeBoard();
        FailsafeEvents events = new FailsafeEvents(node.bus());
        Leadership leader = new Leadership(node, context, events);
        FailsafeKit kit = new FailsafeKit(vertx, context, node, events, board, leader);
        return start(parts(kit)).recover(failure ->
            stop().transform(stopped -> Future.failedFuture(failure)));
    }

    /** In the order in which they are started. */
    private static List<Part> parts(FailsafeKit kit) {
        EventPen pen = new EventPen(kit);
        HealthPart health = new HealthPart(kit);
        HealPart heal = new HealPart(kit);
        return List.of(pen, new StateKeeper(kit), kit.leader(), heal, new QuorumReporter(kit, heal::begin),
            new BreakerWatch(kit), new ChainWatch(kit), health, new SyntheticPart(kit, health::found),
            new RecoveryPart(kit, health::isHearsay), new ViewDoor(kit),
            new AlertingPart(kit, health.book()::standings), new SelfReport(kit, pen, health));
    }

    private Future<?> start(List<Part> parts) {
        Future<Void> done = Future.succeededFuture();
        for (Part part : parts) {
            done = done.compose(before -> {
                running.push(part);
                return part.start();
            });
        }
        return done;
    }

    @Override
    public Future<?> stop() {
        Future<Void> done = Future.succeededFuture();
        while (!running.isEmpty()) {
            Part part = running.pop();
            done = done.compose(before -> part.stop());
        }
        return done;
    }
}
