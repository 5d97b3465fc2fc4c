package dev.holdfast.wire.message;

/**
 * Asks a node whether the way to {@code target} is whole: the target itself answers; any other node asks the
 * target and passes its answer on. A node that asks another one to reach itself proves that its addresses are
 * known there.
 */
public record Reach(String target) {
}
