package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** The nodes that may run the failsafe role, for what any of them can be asked. */
record FailsafeNodes(NodeKit kit) {
    /** Short, as up to seven nodes may be asked in turn while the client waits 8 s at most. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final int MAX_NODES = 7;

    /** This node first. One without the role has no handler and is passed over at once. */
    Deque<String> inTurn() {
        Set<String> names = new LinkedHashSet<>();
        names.add(kit.identity().name());
        kit.cluster().nodes().stream().filter(node -> !node.agreedDead()).map(NodeView::node)
            .limit(MAX_NODES).forEach(names::add);
        return new ArrayDeque<>(names);
    }

    /** Asks one after the other until one answers; fails with a {@link Problem} if none does. */
    <R> Future<R> ask(Function<String, CommandAddress<Ask, R>> address) {
        return ask(address, inTurn());
    }

    static Problem none() {
        return Problem.unavailable("no node that runs the failsafe role answers");
    }

    private <R> Future<R> ask(Function<String, CommandAddress<Ask, R>> address, Deque<String> nodes) {
        String node = nodes.poll();
        return node == null ? Future.failedFuture(none())
            : kit.bus().request(address.apply(node), new Ask(), ANSWER_WITHIN)
                .recover(silent -> ask(address, nodes));
    }
}
