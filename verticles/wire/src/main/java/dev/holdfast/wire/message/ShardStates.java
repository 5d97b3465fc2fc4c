package dev.holdfast.wire.message;

import dev.holdfast.wire.view.ShardView;
import java.util.List;

/** The committed folds of the shards that a node owns, by shard number. */
public record ShardStates(String node, List<ShardView> shards) {
}
