package dev.holdfast.wire;

/**
 * A bus address at which a node takes commands of one kind for every shard. Which shard is meant travels in
 * {@link Headers#SHARD}.
 */
public record ShardAddress<C, R>(String address, Class<C> command, Class<R> reply) {
}
