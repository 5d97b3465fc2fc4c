package dev.holdfast.execution.shard;

import dev.holdfast.resilience.lease.OwnershipRule;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.cluster.ClusterWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Remembers since when each node has been fit to own shards, and since when this one has no venue. */
final class Candidates {
    private final String me;
    private final ClusterWatch cluster;
    private final Map<String, Long> eligibleSince = new HashMap<>();
    private Long withoutVenueSince;

    Candidates(String me, ClusterWatch cluster) {
        this.me = me;
        this.cluster = cluster;
    }

    OwnershipRule.Nodes look(long now) {
        Map<String, NodeView> views = new HashMap<>();
        cluster.nodes().forEach(view -> views.put(view.node(), view));
        eligibleSince.keySet().removeIf(node -> !views.containsKey(node) || !views.get(node).isEligible());
        Map<String, Duration> eligibleFor = new HashMap<>();
        views.values().stream().filter(NodeView::isEligible).forEach(view -> eligibleFor.put(view.node(),
            Duration.ofNanos(now - eligibleSince.computeIfAbsent(view.node(), first -> now))));
        boolean hasVenue = !views.containsKey(me) || views.get(me).venueUp();
        withoutVenueSince = hasVenue ? null : withoutVenueSince == null ? Long.valueOf(now)
            : withoutVenueSince;
        Duration without = withoutVenueSince == null ? Duration.ZERO
            : Duration.ofNanos(now - withoutVenueSince);
        return OwnershipRule.Nodes.of(me, views, eligibleFor, without);
    }
}
