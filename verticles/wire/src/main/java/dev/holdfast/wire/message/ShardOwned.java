package dev.holdfast.wire.message;

import dev.holdfast.resilience.lease.ClaimId;
import java.time.Instant;

/**
 * A node says that it owns a shard. The claim with the highest offset is right, whoever spoke last.
 *
 * @param accepting false while it drains or may not act; {@code why} then says why
 */
public record ShardOwned(int shard, ClaimId claim, boolean accepting, String why, Instant at) {
}
