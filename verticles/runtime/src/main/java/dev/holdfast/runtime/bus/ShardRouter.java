package dev.holdfast.runtime.bus;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.message.ShardOwned;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Brings a command to the node that owns its shard. What was certainly not done (nobody owns the shard yet,
 * or a node refused it) is tried again until the deadline; what may have been done never is: that is for the
 * caller, with the same id.
 */
public final class ShardRouter {
    private static final long AGAIN_MILLIS = 25;
    private static final long LEAST_TO_ANSWER_NANOS = 200_000_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Map<Integer, ShardOwned> owners = new ConcurrentHashMap<>();

    public ShardRouter(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        bus.subscribe(Addresses.SHARD_OWNED, this::onOwned);
    }

    /** Whom each shard belongs to, as far as it was heard. */
    public List<ShardOwned> owners() {
        return List.copyOf(owners.values());
    }

    /**
     * Asks the shard's owner.
     *
     * @return fails with {@link Refusal}: UNAVAILABLE if it was certainly not done by the deadline,
     *     OUTCOME_UNKNOWN or NO_ANSWER if it may have been
     */
    public <C, R> Future<R> request(ShardId shard, BiFunction<ShardId, String, CommandAddress<C, R>> address,
                                    C command, Duration timeout) {
        Promise<R> answered = Promise.promise();
        long deadline = System.nanoTime() + timeout.toNanos();
        attempt(new Errand<>(shard, address, command, deadline, answered), null);
        return answered.future();
    }

    private record Errand<C, R>(ShardId shard, BiFunction<ShardId, String, CommandAddress<C, R>> address,
                                C command, long deadline, Promise<R> answered) {
        Duration left() {
            return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        }

        /** True if an answer could hardly come in time: asking once more would only blur a clear refusal. */
        boolean isOver() {
            return deadline - System.nanoTime() < LEAST_TO_ANSWER_NANOS;
        }
    }

    private <C, R> void attempt(Errand<C, R> errand, String named) {
        ShardOwned owned = owners.get(errand.shard().number());
        String node = named != null ? named : owned == null ? null : owned.claim().node();
        if (node == null) {
            again(errand, new Refusal(Refusal.Kind.UNAVAILABLE, "nobody owns shard " + errand.shard()));
            return;
        }
        bus.request(errand.address().apply(errand.shard(), node), errand.command(), errand.left())
            .onComplete(errand.answered()::complete, failure -> onFailure(errand, node, failure));
    }

    private <C, R> void onFailure(Errand<C, R> errand, String asked, Throwable failure) {
        Refusal.Kind kind = failure instanceof Refusal refusal ? refusal.kind() : Refusal.Kind.FAILED;
        switch (kind) {
            case NOT_OWNER -> {
                boolean elsewhere = !failure.getMessage().isEmpty() && !failure.getMessage().equals(asked);
                if (elsewhere && !errand.isOver()) {
                    attempt(errand, failure.getMessage());
                } else {
                    again(errand, new Refusal(Refusal.Kind.UNAVAILABLE,
                        "shard " + errand.shard() + " has no owner at the moment"));
                }
            }
            case UNAVAILABLE, NO_HANDLER -> again(errand, failure);
            case FAILED, MALFORMED, OUTCOME_UNKNOWN, NO_ANSWER -> errand.answered().fail(failure);
        }
    }

    private <C, R> void again(Errand<C, R> errand, Throwable why) {
        if (errand.isOver()) {
            errand.answered().fail(why);
        } else {
            vertx.setTimer(AGAIN_MILLIS, due -> attempt(errand, null));
        }
    }

    private void onOwned(ShardOwned told) {
        owners.merge(told.shard(), told,
            (known, next) -> isOlder(next.claim(), known.claim()) ? known : next);
    }

    private static boolean isOlder(ClaimId a, ClaimId b) {
        return a.offset() < b.offset();
    }
}
