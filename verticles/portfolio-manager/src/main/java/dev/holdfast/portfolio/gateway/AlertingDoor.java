package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Deque;

/**
 * The way to the alerting: through this node's own, or, where that is away, through another's. A question is
 * asked of the next node after any failure; a command only where it is certain that nothing was done.
 */
final class AlertingDoor {
    /** A command may be passed on to the node that speaks. */
    private static final Duration DONE_WITHIN = Duration.ofSeconds(3);

    private final NodeKit kit;
    private final FailsafeNodes nodes;

    AlertingDoor(NodeKit kit) {
        this.kit = kit;
        this.nodes = new FailsafeNodes(kit);
    }

    /** As the node that speaks knows it, who alone counts the noise; else as any node does. */
    Future<AlertCommand.Incidents> ask() {
        return nodes.ask(Addresses::incidents).compose(known -> {
            boolean best = known.speaker() == null || known.speaker().equals(known.node());
            return best ? Future.succeededFuture(known)
                : kit.bus().request(Addresses.incidents(known.speaker()), new Ask(),
                    FailsafeNodes.ANSWER_WITHIN).otherwise(known);
        });
    }

    Future<AlertCommand.Reply> tell(AlertCommand command) {
        return tell(command, nodes.inTurn());
    }

    private Future<AlertCommand.Reply> tell(AlertCommand command, Deque<String> left) {
        String node = left.poll();
        if (node == null) {
            return Future.failedFuture(FailsafeNodes.none());
        }
        return kit.bus().request(Addresses.alerting(node), command, DONE_WITHIN).recover(failure -> {
            boolean undone = failure instanceof Refusal refusal
                && (refusal.kind() == Refusal.Kind.NO_HANDLER || refusal.kind() == Refusal.Kind.UNAVAILABLE);
            return undone ? tell(command, left) : Future.failedFuture(
                Problem.outcomeUnknown("it may or may not have been done: " + failure.getMessage()));
        });
    }
}
