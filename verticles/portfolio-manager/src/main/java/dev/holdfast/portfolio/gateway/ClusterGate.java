package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.cluster.ClusterWatch;
import io.vertx.ext.web.RoutingContext;

/**
 * What a node may answer on its side of a partition (requirement A3.6): an isolated one nothing but why. A
 * minority still shows what it knows; its commands are refused where they are sent.
 */
final class ClusterGate {
    private final ClusterWatch cluster;

    ClusterGate(ClusterWatch cluster) {
        this.cluster = cluster;
    }

    void onRequest(RoutingContext context) {
        if (isIsolated()) {
            String why = cluster.refusalToAct();
            context.fail(Problem.isolated(why == null ? "this node hears no other" : why));
        } else {
            context.next();
        }
    }

    boolean isIsolated() {
        return cluster.quorum() == Quorum.ISOLATED;
    }
}
