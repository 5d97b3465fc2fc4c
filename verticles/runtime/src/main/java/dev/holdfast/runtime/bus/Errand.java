package dev.holdfast.runtime.bus;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.ShardAddress;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Function;

/**
 * A command on its way to its shard's owner: asked of a node, or waiting for one. Each attempt has a number,
 * so that what becomes of an older one is told from what counts. May be used from any thread.
 */
final class Errand<C, R> {
    private static final long LEAST_TO_ANSWER_NANOS = 200_000_000;
    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final ShardId shard;
    private final Function<String, ShardAddress<C, R>> address;
    private final C command;
    private final long deadline;
    private final boolean safety;
    private final Promise<R> answered = Promise.promise();
    private int attempt;
    private ClaimId askedUnder;
    private boolean waits;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    /**
     * Not asked yet.
     *
     * @param safety true if it passes no breaker
     */
    Errand(ShardId shard, Function<String, ShardAddress<C, R>> address, C command,
           Duration timeout, boolean safety) {
        this.shard = shard;
        this.address = address;
        this.command = command;
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.safety = safety;
    }

    ShardId shard() {
        return shard;
    }

    ShardAddress<C, R> addressOf(String node) {
        return address.apply(node);
    }

    C command() {
        return command;
    }

    boolean isSafety() {
        return safety;
    }

    Promise<R> answered() {
        return answered;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    /** True if an answer could hardly come in time: asking once more would only blur a clear refusal. */
    boolean isOver() {
        return deadline - System.nanoTime() < LEAST_TO_ANSWER_NANOS;
    }

    /**
     * A new attempt begins; older ones count no more.
     *
     * @param under the newest claim known; null if none is
     * @return its number
     */
    synchronized int begin(ClaimId under) {
        waits = false;
        askedUnder = under;
        return ++attempt;
    }

    /** It waits for a word of an owner, or until this many milliseconds passed: longer each time. */
    synchronized long pause() {
        waits = true;
        long pause = pauseMillis;
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
        return pause;
    }

    synchronized boolean isAt(int number) {
        return attempt == number && !answered.future().isComplete();
    }

    /** True if it had better be asked of who owns the shard by this claim than wait any longer. */
    synchronized boolean isBetterAskedUnder(ClaimId claim) {
        boolean deposed = askedUnder != null && askedUnder.offset() < claim.offset()
            && !askedUnder.node().equals(claim.node());
        return (waits || deposed) && !answered.future().isComplete();
    }
}
