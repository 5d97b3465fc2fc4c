package dev.holdfast.resilience.partition;

import java.time.Instant;

/**
 * What a node says of itself on the lease log, five times a second.
 *
 * @param count   grows by one with each of an incarnation
 * @param owns    true if it has the role of owning shards
 * @param quorate true if it sees a majority
 * @param venueUp true if it has a venue session
 */
public record Heartbeat(String node, String incarnation, long count, boolean owns, boolean quorate,
                        boolean venueUp, Instant at) {
}
