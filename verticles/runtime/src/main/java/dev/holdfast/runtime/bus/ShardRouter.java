package dev.holdfast.runtime.bus;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.guard.Breakers;
import dev.holdfast.runtime.guard.CallJudge;
import dev.holdfast.runtime.guard.GuardTerms;
import dev.holdfast.runtime.guard.GuardedCall;
import dev.holdfast.runtime.guard.NotAdmitted;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.ShardAddress;
import dev.holdfast.wire.message.ShardOwned;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings a command to the node that owns its shard. What was certainly not done (nobody owns the shard yet,
 * or a node refused it) is tried again until the deadline, at once when an owner speaks. What may have been
 * done is not, but for one case: another node has claimed the shard since. Its journal holds all that the one
 * before it did, and what that one does from now on is void; so the same command is asked of the new owner,
 * and its id makes no second order of it. Everything else is for the caller, with the same id.
 *
 * <p>Each node has a breaker of its own, so that one that does not answer holds nobody up; its shards are
 * waited for until another node owns them. A node that claims a shard begins with a closed one. One that goes
 * on telling what it owns lives: its open breaker tries it again at each word, not after its full time, as a
 * moment of slowness under load fails all that was under way at once.
 */
public final class ShardRouter {
    /** More than any one sender has under way. */
    private static final int MAX_IN_FLIGHT = 1_024;
    /** Asked of all nodes or waiting for one; what comes beyond is refused at once. */
    private static final int MAX_ERRANDS = 16_384;

    private final Vertx vertx;
    private final Bus bus;
    private final Breakers breakers;
    private final Map<Integer, ShardOwned> owners = new ConcurrentHashMap<>();
    private final Map<Integer, Set<Errand<?, ?>>> errands = new ConcurrentHashMap<>();
    private final AtomicInteger errandCount = new AtomicInteger();

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
    public <C, R> Future<R> request(ShardId shard, Function<String, ShardAddress<C, R>> address, C command,
                                    Duration timeout) {
        return begin(new Errand<>(shard, address, command, timeout, false));
    }

    /** The same for what can only make things safer, such as a halt: no breaker stands in its way. */
    public <C, R> Future<R> requestSafety(ShardId shard, Function<String, ShardAddress<C, R>> address,
                                          C command, Duration timeout) {
        return begin(new Errand<>(shard, address, command, timeout, true));
    }

    private <C, R> Future<R> begin(Errand<C, R> errand) {
        if (errandCount.incrementAndGet() > MAX_ERRANDS) {
            errandCount.decrementAndGet();
            return Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE,
                MAX_ERRANDS + " commands are on their way already"));
        }
        Set<Errand<?, ?>> ofShard = errands.computeIfAbsent(errand.shard().number(),
            first -> ConcurrentHashMap.newKeySet());
        ofShard.add(errand);
        attempt(errand, null);
        return errand.answered().future().onComplete(done -> {
            ofShard.remove(errand);
            errandCount.decrementAndGet();
        });
    }

    private <C, R> void attempt(Errand<C, R> errand, String named) {
        ShardOwned owned = owners.get(errand.shard().number());
        int number = errand.begin(owned == null ? null : owned.claim());
        String node = named != null ? named : owned == null ? null : owned.claim().node();
        if (node == null) {
            again(errand, number, new Refusal(Refusal.Kind.UNAVAILABLE,
                "nobody owns shard " + errand.shard()));
            return;
        }
        Supplier<Future<R>> ask = () ->
            bus.request(errand.addressOf(node), errand.shard(), errand.command(), errand.left());
        (errand.isSafety() || breakers == null ? ask.get() : guard(node).call(ask))
            .onComplete(errand.answered()::tryComplete, failure -> {
                if (errand.isAt(number)) {
                    onFailure(errand, number, node, failure);
                }
            });
    }

    private GuardedCall guard(String node) {
        return breakers.guard(GuardTerms.of(breaker(node), MAX_IN_FLIGHT, CallJudge.BUS));
    }

    /** What a node's breaker for commands is called. */
    public static String breaker(String node) {
        return "execution." + node;
    }

    private <C, R> void onFailure(Errand<C, R> errand, int number, String asked, Throwable failure) {
        if (failure instanceof NotAdmitted) {
            again(errand, number, new Refusal(Refusal.Kind.UNAVAILABLE, failure.getMessage()));
            return;
        }
        Refusal.Kind kind = failure instanceof Refusal refusal ? refusal.kind() : Refusal.Kind.FAILED;
        switch (kind) {
            case NOT_OWNER -> {
                boolean elsewhere = !failure.getMessage().isEmpty() && !failure.getMessage().equals(asked);
                if (elsewhere && !errand.isOver()) {
                    attempt(errand, failure.getMessage());
                } else {
                    again(errand, number, new Refusal(Refusal.Kind.UNAVAILABLE,
                        "shard " + errand.shard() + " has no owner at the moment"));
                }
            }
            case UNAVAILABLE, NO_HANDLER -> again(errand, number, failure);
            case FAILED, MALFORMED, OUTCOME_UNKNOWN, NO_ANSWER -> errand.answered().tryFail(failure);
        }
    }

    private <C, R> void again(Errand<C, R> errand, int number, Throwable why) {
        if (errand.isOver()) {
            errand.answered().tryFail(why);
            return;
        }
        vertx.setTimer(errand.pause(), due -> {
            if (errand.isAt(number)) {
                attempt(errand, null);
            }
        });
    }

    /** The owner takes commands: whoever waits for one need wait no longer. */
    private void wake(ShardOwned told) {
        for (Errand<?, ?> errand : errands.getOrDefault(told.shard(), Set.of())) {
            if (errand.isBetterAskedUnder(told.claim()) && !errand.isOver()) {
                attempt(errand, null);
            }
        }
    }

    private void onOwned(ShardOwned told) {
        ShardOwned before = owners.get(told.shard());
        owners.merge(told.shard(), told,
            (known, next) -> isOlder(next.claim(), known.claim()) ? known : next);
        if (breakers != null && before != null) {
            tellBreaker(before, told);
        }
        if (told.accepting() && told.claim().equals(owners.get(told.shard()).claim())) {
            wake(told);
        }
    }

    private void tellBreaker(ShardOwned before, ShardOwned told) {
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
