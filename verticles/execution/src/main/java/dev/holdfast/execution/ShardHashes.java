package dev.holdfast.execution;

import dev.holdfast.execution.shard.Shard;
import dev.holdfast.trading.desk.DeskSnapshot;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.view.ShardView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Hashes the state of every shard for who asks. With 160,000 orders that takes a second and more: on the
 * event loop only references are copied, one shard in a turn, and a worker thread hashes them. One round at
 * a time; whoever asks meanwhile gets that one. Lives on the order path's context.
 */
final class ShardHashes {
    private final Vertx vertx;
    private final Function<ShardId, Shard> shards;
    private Future<List<ShardView>> round;

    ShardHashes(Vertx vertx, Function<ShardId, Shard> shards) {
        this.vertx = vertx;
        this.shards = shards;
    }

    /** Each with the offset that its hash belongs to: by then the shard may be further. */
    Future<List<ShardView>> all() {
        if (round == null) {
            round = from(0, new ArrayList<>()).onComplete(done -> round = null);
        }
        return round;
    }

    private Future<List<ShardView>> from(int number, List<ShardView> hashed) {
        if (number == ShardId.COUNT) {
            return Future.succeededFuture(hashed);
        }
        Shard shard = shards.apply(new ShardId(number));
        ShardView view = shard.view();
        DeskSnapshot snapshot = shard.committed().snapshot();
        return vertx.executeBlocking(snapshot::hash, false).compose(hash -> {
            hashed.add(view.withHash(hash));
            return from(number + 1, hashed);
        });
    }
}
