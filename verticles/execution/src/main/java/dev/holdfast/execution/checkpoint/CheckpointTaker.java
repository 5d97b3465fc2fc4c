package dev.holdfast.execution.checkpoint;

import dev.holdfast.execution.OrderPath;
import dev.holdfast.execution.shard.Shard;
import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.checkpoint.Capture;
import dev.holdfast.runtime.checkpoint.CheckpointWriter.Taker;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.journal.LogIdentity;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes one checkpoint at a time of what is committed here. On the event loop a snapshot only copies
 * references, one shard in a turn, so that trading goes on in between; hashing, writing and reading back are
 * done on a worker thread.
 */
public final class CheckpointTaker {
    /** Between two shards: what waited for the loop is served first. */
    private static final long PAUSE_MILLIS = 1;

    private final Vertx vertx;
    private final String node;
    private final Clock clock;
    private final Checkpoints checkpoints;
    private Future<Checkpoints.Taken> running;
    private boolean sharedRuns;
    private CheckpointName last;
    private long longestNanos;

    /** What is captured: the path with the log it reads, and what other services gave for it. */
    public record Source(OrderPath path, LogIdentity log, List<Capture> others) {
    }

    public CheckpointTaker(Vertx vertx, NodeKit kit, Checkpoints checkpoints) {
        this.vertx = vertx;
        this.node = kit.identity().name();
        this.clock = kit.identity().clock();
        this.checkpoints = checkpoints;
    }

    /**
     * Takes one; whoever asks while one is being taken for the same stores gets that one.
     *
     * @param shared for the shared stores as well
     */
    public Future<Checkpoints.Taken> take(Source source, boolean shared) {
        if (running != null) {
            return sharedRuns || !shared ? running : running.transform(done -> take(source, true));
        }
        last = CheckpointName.after(last, clock.instant());
        CheckpointName name = last;
        sharedRuns = shared;
        Promise<List<Capture>> captured = Promise.promise();
        longestNanos = 0;
        capture(source, 0, new ArrayList<>(), captured);
        Taker taker = new Taker(node, source.log());
        running = captured.future().compose(captures -> vertx.executeBlocking(() ->
            checkpoints.take(name, taker, captures, shared), false))
            .onComplete(done -> running = null);
        return running;
    }

    /** How long the newest checkpoint held the event loop at most, in one turn. */
    long longestTurnMicros() {
        return TimeUnit.NANOSECONDS.toMicros(longestNanos);
    }

    private void capture(Source source, int shard, List<Capture> captures,
                         Promise<List<Capture>> captured) {
        if (shard == ShardId.COUNT) {
            captures.addAll(source.others());
            captured.complete(captures);
            return;
        }
        long begun = System.nanoTime();
        captures.add(capture(source.path().keeper().shard(new ShardId(shard))));
        longestNanos = Math.max(longestNanos, System.nanoTime() - begun);
        vertx.setTimer(PAUSE_MILLIS, next -> capture(source, shard + 1, captures, captured));
    }

    private Capture capture(Shard shard) {
        try {
            return Capture.of(shard.snapshot(), clock.instant());
        } catch (RuntimeException e) {
            return Capture.failed(ShardSnapshot.part(shard.replica().shard().number()), true,
                clock.instant(), e.getMessage());
        }
    }
}
