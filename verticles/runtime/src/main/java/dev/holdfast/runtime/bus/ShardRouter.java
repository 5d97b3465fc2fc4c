package dev.holdfast.runtime.bus;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.guard.Breakers;
import dev.holdfast.runtime.guard.CallJudge;
import dev.holdfast.runtime.guard.GuardTerms;
import dev.holdfast.runtime.guard.GuardedCall;
import dev.holdfast.runtime.guard.NotAdmitted;
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
import java.util.function.Supplier;

/**
 * Brings a command to the node that owns its shard. What was certainly not done (nobody owns the shard yet,
 * or a node refused it) is tried again until the deadline; what may have been done never is: that is for the
 * caller, with the same id.
 *
 * <p>Each node has a breaker of its own, so that one that does not answer holds nobody up; its shards are
 * waited for until another node owns them. A node that claims a shard begins with a closed one. One that goes
 * on telling what it owns lives: its open breaker tries it again at each word, not after its full time, as a
 * moment of slowness under load fails all that was under way at once.
 */
public final class ShardRouter {
    private static final long AGAIN_MILLIS = 25;
    private static final long LEAST_TO_ANSWER_NANOS = 200_000_000;
    /** More than any one sender has under way. */
    private static final int MAX_IN_FLIGHT = 1_024;

    private final Vertx vertx;
    private final Bus bus;
    private final Breakers breakers;
    private final Map<Integer, ShardOwned> owners = new ConcurrentHashMap<>();

    /**
     * For a service.
     *
     * @param breakers of its node
     */
    public ShardRouter(Vertx vertx, Bus bus, Breakers breakers) {
        this.vertx = vertx;
        this.bus = bus;
        this.breakers = breakers;
        bus.subscribe(Addresses.SHARD_OWNED, this::onOwned);
        DoorKnocker.begin(bus);
    }

    /** For a sender outside the system, which has no breakers: every command is sent. */
    public static ShardRouter unguarded(Vertx vertx, Bus bus) {
        return new ShardRouter(vertx, bus, null);
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
        return begin(new Errand<>(shard, address, command, System.nanoTime() + timeout.toNanos(), false,
            Promise.promise()));
    }

    /** The same for what can only make things safer, such as a halt: no breaker stands in its way. */
    public <C, R> Future<R> requestSafety(ShardId shard,
                                          BiFunction<ShardId, String, CommandAddress<C, R>> address,
                                          C command, Duration timeout) {
        return begin(new Errand<>(shard, address, command, System.nanoTime() + timeout.toNanos(), true,
            Promise.promise()));
    }

    private <C, R> Future<R> begin(Errand<C, R> errand) {
        attempt(errand, null);
        return errand.answered().future();
    }

    /**
     * A command on its way.
     *
     * @param safety true if it passes no breaker
     */
    private record Errand<C, R>(ShardId shard, BiFunction<ShardId, String, CommandAddress<C, R>> address,
                                C command, long deadline, boolean safety, Promise<R> answered) {
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
        Supplier<Future<R>> ask = () ->
            bus.request(errand.address().apply(errand.shard(), node), errand.command(), errand.left());
        (errand.safety() || breakers == null ? ask.get() : guard(node).call(ask))
            .onComplete(errand.answered()::complete, failure -> onFailure(errand, node, failure));
    }

    private GuardedCall guard(String node) {
        return breakers.guard(GuardTerms.of(breaker(node), MAX_IN_FLIGHT, CallJudge.BUS));
    }

    /** What a node's breaker for commands is called. */
    public static String breaker(String node) {
        return "execution." + node;
    }

    private <C, R> void onFailure(Errand<C, R> errand, String asked, Throwable failure) {
        if (failure instanceof NotAdmitted) {
            again(errand, new Refusal(Refusal.Kind.UNAVAILABLE, failure.getMessage()));
            return;
        }
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
        ShardOwned before = owners.get(told.shard());
        owners.merge(told.shard(), told,
            (known, next) -> isOlder(next.claim(), known.claim()) ? known : next);
        if (breakers == null || before == null) {
            return;
        }
        String node = told.claim().node();
        if (isOlder(before.claim(), told.claim())) {
            breakers.renew(breaker(node), node + " claimed shard " + told.shard());
        } else if (told.accepting() && told.claim().equals(before.claim())) {
            breakers.hear(breaker(node), node + " says that it owns shard " + told.shard());
        }
    }

    private static boolean isOlder(ClaimId a, ClaimId b) {
        return a.offset() < b.offset();
    }
}
