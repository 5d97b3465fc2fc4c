package dev.holdfast.node.drill;

import dev.holdfast.node.ClusterSettings;
import dev.holdfast.node.PatientClusterManager;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.bus.ShardRouter;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.ShardOwned;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The drill's own member of the cluster: it runs no service, sends commands and hears who owns what. */
final class Member implements AutoCloseable {
    private static final long JOIN_SECONDS = 60;
    private static final long LEAVE_SECONDS = 10;
    /** Owners say so every second: who was silent for longer than this many is not counted as owning. */
    private static final long SILENT_MILLIS = 2_500;

    private final Vertx vertx;
    private final Context context;
    private final Bus bus;
    private final ShardRouter router;
    private final Map<Integer, Heard> owners = new ConcurrentHashMap<>();
    private final Map<ClaimId, Long> acceptingSince = new ConcurrentHashMap<>();
    private volatile Quote quote;

    private record Heard(ShardOwned owned, long atMillis) {
    }

    private Member(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.bus = bus;
        this.router = ShardRouter.unguarded(vertx, bus);
        bus.subscribe(Addresses.SHARD_OWNED, this::onOwned);
        bus.subscribe(Addresses.QUOTE, told -> quote = told);
    }

    static Member join(NodeConfig config) throws InterruptedException {
        VertxOptions options = new VertxOptions().setEventBusOptions(ClusterSettings.bus(config.cluster()));
        PatientClusterManager cluster = new PatientClusterManager(
            ClusterSettings.hazelcast(config.cluster(), config.node().name()));
        try {
            Vertx vertx = Vertx.builder().with(options).withClusterManager(cluster).buildClustered()
                .toCompletionStage().toCompletableFuture().get(JOIN_SECONDS, TimeUnit.SECONDS);
            return new Member(vertx, new Bus(vertx, config.node().name(), Clock.systemUTC()));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the drill cannot join the cluster", e);
        }
    }

    Vertx vertx() {
        return vertx;
    }

    /** Everything of the load runs here, on one thread. */
    Context context() {
        return context;
    }

    Bus bus() {
        return bus;
    }

    ShardRouter router() {
        return router;
    }

    /** The last one heard; null before the first. */
    Quote quote() {
        return quote;
    }

    /** The shards that a node owns and accepts orders for, by what was heard lately. */
    SortedSet<Integer> shardsOf(String node) {
        return owners.entrySet().stream().filter(each -> isFresh(each.getValue())
                && each.getValue().owned().accepting() && each.getValue().owned().claim().node().equals(node))
            .map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Nodes that own something and accept orders. */
    Set<String> owningNodes() {
        return owners.values().stream().filter(each -> isFresh(each) && each.owned().accepting())
            .map(each -> each.owned().claim().node()).collect(Collectors.toSet());
    }

    /** True if each shard has an owner that accepts orders. */
    boolean allOwned() {
        return owners.size() == ShardId.COUNT
            && owners.values().stream().allMatch(each -> isFresh(each) && each.owned().accepting());
    }

    /** True if each shard has an owner, each node its part, and there is a market. */
    boolean isWhole() {
        return allOwned() && owningNodes().size() == DrillPlan.NODES && quote != null;
    }

    /** The node that owns a shard and accepts orders for it; null if none does. */
    String ownerOf(int shard) {
        Heard heard = owners.get(shard);
        return heard == null || !isFresh(heard) || !heard.owned().accepting() ? null
            : heard.owned().claim().node();
    }

    /** When the owner of a claim first said that it accepts orders; null if never heard. */
    Long acceptingSince(ClaimId claim) {
        return acceptingSince.get(claim);
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("drill: left the cluster without saying so: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onOwned(ShardOwned told) {
        long now = System.currentTimeMillis();
        owners.merge(told.shard(), new Heard(told, now), (known, next) ->
            next.owned().claim().offset() < known.owned().claim().offset() ? known : next);
        if (told.accepting()) {
            acceptingSince.putIfAbsent(told.claim(), now);
        }
    }

    private static boolean isFresh(Heard heard) {
        return System.currentTimeMillis() - heard.atMillis() < SILENT_MILLIS;
    }
}
