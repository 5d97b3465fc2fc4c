package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.bus.ShardRouter;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.ShardAddress;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends commands to the owners of the shards and waits for their durable reply. A missing answer is an
 * unknown outcome, never a rejection; what was certainly not done is said to be so.
 */
final class DeskCommands {
    /** Long enough for a shard to change its owner meanwhile, shorter than what a client waits. */
    static final Duration TIMEOUT = Duration.ofSeconds(4);
    /** Commands under way at once; one more is refused before anything is done. */
    static final int MAX_UNDER_WAY = 256;

    private final ShardRouter router;
    private final ClusterWatch cluster;
    private int underWay;

    DeskCommands(ShardRouter router, ClusterWatch cluster) {
        this.router = router;
        this.cluster = cluster;
    }

    /** Fails with a {@link Problem}. */
    <C, R> Future<R> ask(ShardId shard, Function<String, ShardAddress<C, R>> address, C command) {
        String refusal = cluster.refusalToAct();
        return refusal != null ? Future.failedFuture(Problem.noTrading(refusal))
            : send(() -> router.request(shard, address, command, TIMEOUT));
    }

    /**
     * Asks what can only make things safer: halt, stop entries, cancel. It needs the majority, as beyond it
     * nobody owns a shard, but not this node's own right to act: the owner has its own. No breaker stops it.
     */
    <C, R> Future<R> askToStop(ShardId shard, Function<String, ShardAddress<C, R>> address, C command) {
        return cluster.quorum() != Quorum.MAJORITY ? ask(shard, address, command)
            : send(() -> router.requestSafety(shard, address, command, TIMEOUT));
    }

    private <R> Future<R> send(Supplier<Future<R>> errand) {
        if (underWay >= MAX_UNDER_WAY) {
            return Future.failedFuture(
                Problem.unavailable(MAX_UNDER_WAY + " commands are under way already"));
        }
        underWay++;
        return errand.get()
            .onComplete(done -> underWay--)
            .recover(failure -> Future.failedFuture(problem(failure)));
    }

    private static Throwable problem(Throwable failure) {
        return !(failure instanceof Refusal refusal) ? failure : switch (refusal.kind()) {
            case UNAVAILABLE, NOT_OWNER, NO_HANDLER -> Problem.unavailable(refusal.getMessage());
            case OUTCOME_UNKNOWN, NO_ANSWER, FAILED -> Problem.outcomeUnknown(
                "outcome unknown, retry with the same id: " + refusal.getMessage());
            case MALFORMED -> failure;
        };
    }
}
