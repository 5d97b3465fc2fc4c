package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The way to the alerting: through this node's own, or, where that is away, through another's. A question is
 * asked of the next node after any failure; a command only where it is certain that nothing was done.
 */
final class AlertingDoor {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    /** A command may be passed on to the node that speaks. */
    private static final Duration DONE_WITHIN = Duration.ofSeconds(3);
    private static final int MAX_NODES = 7;

    private final NodeKit kit;

    AlertingDoor(NodeKit kit) {
        this.kit = kit;
    }

    /** As the node that speaks knows it, who alone counts the noise; else as any node does. */
    Future<AlertCommand.Incidents> ask() {
        return ask(nodes()).compose(known -> {
            boolean best = known.speaker() == null || known.speaker().equals(known.node());
            return best ? Future.succeededFuture(known)
                : kit.bus().request(Addresses.incidents(known.speaker()), new Ask(), ANSWER_WITHIN)
                    .otherwise(known);
        });
    }

    Future<AlertCommand.Reply> tell(AlertCommand command) {
        return tell(command, nodes());
    }

    private Future<AlertCommand.Incidents> ask(Deque<String> nodes) {
        return next(nodes, Addresses::incidents, new Ask(), ANSWER_WITHIN)
            .recover(failure -> failure instanceof Problem || nodes.isEmpty() ? Future.failedFuture(none())
                : ask(nodes));
    }

    private Future<AlertCommand.Reply> tell(AlertCommand command, Deque<String> nodes) {
        return next(nodes, Addresses::alerting, command, DONE_WITHIN).recover(failure -> {
            boolean undone = failure instanceof Refusal refusal
                && (refusal.kind() == Refusal.Kind.NO_HANDLER || refusal.kind() == Refusal.Kind.UNAVAILABLE);
            if (undone && !nodes.isEmpty()) {
                return tell(command, nodes);
            }
            return Future.failedFuture(failure instanceof Problem || undone ? none()
                : Problem.outcomeUnknown("it may or may not have been done: " + failure.getMessage()));
        });
    }

    private <C, R> Future<R> next(Deque<String> nodes, Function<String, CommandAddress<C, R>> address,
                                  C command, Duration within) {
        String node = nodes.poll();
        return node == null ? Future.failedFuture(none())
            : kit.bus().request(address.apply(node), command, within);
    }

    private static Problem none() {
        return Problem.unavailable("no node that runs the failsafe role answers");
    }

    /** Itself first. A node without the role has no handler and is passed over at once. */
    private Deque<String> nodes() {
        Set<String> names = new LinkedHashSet<>();
        names.add(kit.identity().name());
        kit.cluster().nodes().stream().filter(node -> !node.agreedDead()).map(NodeView::node)
            .limit(MAX_NODES).forEach(names::add);
        return new ArrayDeque<>(names);
    }
}
