package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.http.QueryParameters;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The failsafe layer as this node's own verticle sees it; where that is away, as any other node does, one
 * after the other: a view of another node is worth more than none while this one's is being restarted.
 */
final class FailsafeRoutes {
    /** Short, as up to seven nodes may be asked in turn while the client waits 8 s at most. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final int MAX_NODES = 7;

    private final NodeKit kit;

    FailsafeRoutes(NodeKit kit) {
        this.kit = kit;
    }

    void onView(RoutingContext context) {
        new QueryParameters(context.queryParams()).done();
        ask(nodes()).onComplete(view -> Answers.json(context, 200, view), context::fail);
    }

    private Future<FailsafeView> ask(Deque<String> nodes) {
        String node = nodes.poll();
        if (node == null) {
            return Future.failedFuture(Problem.unavailable("no node that runs the failsafe role answers"));
        }
        return kit.bus().request(Addresses.failsafeView(node), new Ask(), ANSWER_WITHIN)
            .recover(silent -> ask(nodes));
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
