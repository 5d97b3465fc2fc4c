package dev.holdfast.node.drill;

import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.wire.ShardAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A client as clients should be: a command without a durable reply is sent again with the same id, until it
 * has one. Each answer is recorded.
 */
final class OrderClient {
    /** Longer than any outage of a drill; who has no reply by then is counted as unresolved. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Whom a command was asked of may be dead, but then the router asks the next owner itself. */
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final long AGAIN_MILLIS = 100;
    /** So that the clients of an outage do not keep the system down when it could come up again. */
    private static final long MOST_AGAIN_MILLIS = 1_600;

    private static final int MOST_DOUBLINGS = 5;

    private final Member member;
    private final ReplyLog log;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger neverAnswered = new AtomicInteger();
    private final AtomicInteger askedAgain = new AtomicInteger();

    /** How long to wait between two attempts. */
    enum Pace {
        /** As a client should: longer each time. */
        PATIENT,
        /** Few of these, to see when a shard is back. */
        EAGER;

        long again(int attempts) {
            return this == EAGER ? AGAIN_MILLIS : Math.min(MOST_AGAIN_MILLIS, AGAIN_MILLIS << attempts);
        }
    }

    /** A command and where it goes. */
    record Request<C>(String name, ClOrdId id, C command,
                      Function<String, ShardAddress<C, OrderReply>> address, Pace pace) {
    }

    OrderClient(Member member, ReplyLog log) {
        this.member = member;
        this.log = log;
    }

    /** The durable reply; fails only when there was none within {@link #PATIENCE}. */
    <C> Future<OrderReply> ask(Request<C> request) {
        Promise<OrderReply> answered = Promise.promise();
        waiting.incrementAndGet();
        attempt(request, 1, System.nanoTime() + PATIENCE.toNanos(), answered);
        return answered.future().eventually(() -> {
            waiting.decrementAndGet();
            return Future.succeededFuture();
        });
    }

    /** Commands without a durable reply so far. */
    int waiting() {
        return waiting.get();
    }

    int neverAnswered() {
        return neverAnswered.get();
    }

    int askedAgain() {
        return askedAgain.get();
    }

    private <C> void attempt(Request<C> request, int attempts, long deadline, Promise<OrderReply> answered) {
        member.router().request(request.id().shard(), request.address(), request.command(),
            ATTEMPT).onComplete(reply -> {
                log.replied(request.name(), reply);
                answered.complete(reply);
            }, failure -> {
                String why = failure instanceof Refusal refusal ? refusal.kind().name() : failure.toString();
                log.refused(request.name(), request.id(), why);
                if (System.nanoTime() > deadline) {
                    neverAnswered.incrementAndGet();
                    answered.fail(failure);
                } else {
                    askedAgain.incrementAndGet();
                    member.vertx().setTimer(request.pace().again(Math.min(attempts, MOST_DOUBLINGS)),
                        due -> attempt(request, attempts + 1, deadline, answered));
                }
            });
    }
}
