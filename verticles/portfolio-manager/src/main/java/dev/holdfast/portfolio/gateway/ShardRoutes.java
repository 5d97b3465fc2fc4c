package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.http.QueryParameters;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.ShardRouter;
import dev.holdfast.runtime.guard.GuardedBus;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.ShardOwned;
import dev.holdfast.wire.message.ShardStates;
import dev.holdfast.wire.view.ShardView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Who owns which shard, and how far every node follows it. Each node is asked by name; one that does not
 * answer is left out, its shards show the owner that was last heard.
 */
final class ShardRoutes {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final Duration HASH_WITHIN = Duration.ofSeconds(15);
    /** Owners repeat themselves every second; after three missing words nobody is assumed to own it. */
    private static final Duration OWNER_SILENCE = Duration.ofSeconds(3);
    /** Nodes asked for their shards; a cluster is far smaller. */
    private static final int MAX_NODES = 16;

    private final NodeKit kit;
    private final ShardRouter router;

    /** How far one node has folded a shard. */
    record Follower(String node, long nextOffset) {
    }

    /**
     * One shard. What stands after {@code why} is the owner's word, or that of the node that is furthest.
     *
     * @param owner     who claimed it last; null if nobody was heard to
     * @param accepting true if the owner takes commands; {@code why} says why not
     * @param stateHash null unless it was asked for
     */
    record ShardLine(int shard, String owner, boolean accepting, String why, ClaimId claim, long nextOffset,
                     long nextSeq, String stateHash, TradingState tradingState, int orders, int openOrders,
                     long voidRecords, long parkedReports, List<Follower> followers) {
    }

    ShardRoutes(NodeKit kit, ShardRouter router) {
        this.kit = kit;
        this.router = router;
    }

    /** A hash reads every order of a shard, so it is made only for who asks. */
    void onShards(RoutingContext context) {
        QueryParameters query = new QueryParameters(context.queryParams());
        boolean hash = query.flag("hash");
        query.done();
        List<Future<ShardStates>> answers = nodes().stream().map(node -> kit.guardedBus().request(
            GuardedBus.node(node), hash ? Addresses.shardHashes(node) : Addresses.shardStates(node),
            new Ask(), hash ? HASH_WITHIN : ANSWER_WITHIN)).toList();
        Future.join(answers).onComplete(all -> {
            List<ShardStates> states =
                answers.stream().filter(Future::succeeded).map(Future::result).toList();
            if (states.isEmpty()) {
                context.fail(Problem.unavailable("no execution node answers"));
            } else {
                Answers.items(context, lines(states));
            }
        });
    }

    private List<String> nodes() {
        TreeSet<String> names = new TreeSet<>();
        kit.cluster().nodes().stream().filter(NodeView::owns).map(NodeView::node).forEach(names::add);
        router.owners().stream().map(owned -> owned.claim().node()).forEach(names::add);
        return names.stream().limit(MAX_NODES).toList();
    }

    private List<ShardLine> lines(List<ShardStates> states) {
        Map<Integer, ShardOwned> owners = new HashMap<>();
        router.owners().forEach(owned -> owners.put(owned.shard(), owned));
        List<ShardLine> lines = new ArrayList<>();
        for (int number = 0; number < ShardId.COUNT; number++) {
            ShardLine line = line(number, owners.get(number), states);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Null if no node follows it. */
    private ShardLine line(int number, ShardOwned owned, List<ShardStates> states) {
        String owner = owned == null ? null : owned.claim().node();
        List<Follower> followers = new ArrayList<>();
        ShardView best = null;
        boolean ownersWord = false;
        for (ShardStates of : states) {
            for (ShardView view : of.shards()) {
                if (view.shard() != number) {
                    continue;
                }
                followers.add(new Follower(of.node(), view.nextOffset()));
                boolean isOwners = of.node().equals(owner);
                if (best == null || isOwners || !ownersWord && view.nextOffset() > best.nextOffset()) {
                    best = view;
                    ownersWord |= isOwners;
                }
            }
        }
        String why = whyNot(owned);
        return best == null ? null : new ShardLine(number, owner, why == null, why, best.claim(),
            best.nextOffset(), best.nextSeq(), best.stateHash(), best.tradingState(), best.orders(),
            best.openOrders(), best.voidRecords(), best.parkedReports(), followers);
    }

    /** Null while the owner takes commands. */
    private String whyNot(ShardOwned owned) {
        if (owned == null) {
            return "nobody was heard to own it";
        }
        Instant now = kit.identity().clock().instant();
        Duration silent = Duration.between(owned.at(), now);
        if (silent.compareTo(OWNER_SILENCE) > 0) {
            return owned.claim().node() + " was last heard to own it " + silent.toSeconds() + " s ago";
        }
        return owned.accepting() ? null : owned.why() == null ? "it takes no commands" : owned.why();
    }
}
