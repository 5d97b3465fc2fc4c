package dev.holdfast.resilience.lease;

/**
 * Names one valid claim of one shard or duty: the fencing token.
 *
 * @param offset      where the claim stands in the log; grows with each claim
 * @param node        who claimed
 * @param incarnation random for each start of the node: a restarted node is not its old self
 */
public record ClaimId(long offset, String node, String incarnation) {
}
