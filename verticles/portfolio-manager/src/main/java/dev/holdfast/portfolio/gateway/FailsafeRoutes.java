package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.QueryParameters;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.wire.Addresses;
import io.vertx.ext.web.RoutingContext;

/**
 * The failsafe layer as this node's own verticle sees it; where that is away, as any other node does, one
 * after the other: a view of another node is worth more than none while this one's is being restarted.
 */
final class FailsafeRoutes {
    private final FailsafeNodes nodes;

    FailsafeRoutes(NodeKit kit) {
        this.nodes = new FailsafeNodes(kit);
    }

    void onView(RoutingContext context) {
        new QueryParameters(context.queryParams()).done();
        nodes.ask(Addresses::failsafeView)
            .onComplete(view -> Answers.json(context, 200, view), context::fail);
    }
}
