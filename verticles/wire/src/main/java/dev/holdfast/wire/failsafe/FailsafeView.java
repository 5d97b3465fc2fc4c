package dev.holdfast.wire.failsafe;

import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.partition.Quorum;
import java.time.Instant;
import java.util.List;

/**
 * The failsafe layer as one node sees it: what {@code GET /api/v1/failsafe} answers with. Later changes come
 * as {@link FailsafeEvent}s.
 *
 * @param node   the node whose view this is
 * @param leader null while there is none
 * @param heals  partitions that ended, oldest first, since the node's start
 */
public record FailsafeView(String node, String leader, Quorum quorum, int size, List<Service> services,
                           List<Breaker> breakers, List<Chain> chains, List<Recovery> recoveries,
                           List<IncidentView> incidents, List<Checkpoint> checkpoints,
                           List<FailsafeEvent.PartitionHealed> heals, Instant at) {
    /** A service on a node, with the standing of each check level that it has. */
    public record Service(String service, String node, HealthStatus status, String detail, Instant since,
                          List<Level> levels) {
    }

    /**
     * One level of checks.
     *
     * @param history the newest results, oldest first, one letter each: H, D or U
     * @param p50Millis median latency of the kept results; null while there is none
     */
    public record Level(CheckLevel level, HealthStatus status, String detail, Instant checkedAt,
                        String history, Double p50Millis, Double p99Millis) {
    }

    /**
     * A breaker.
     *
     * @param forced   an operator holds it in this state
     * @param calls    that ended within its window of 30 s
     * @param failures those of them that failed
     * @param rejected calls that it did not let pass since its node started
     */
    public record Breaker(String name, String node, BreakerState state, boolean forced, int failuresInRow,
                          long calls, long failures, long rejected, Instant since) {
    }

    /**
     * A fallback chain.
     *
     * @param tiers all, best first
     * @param tier  the one that serves now
     */
    public record Chain(String chain, String node, List<String> tiers, String tier, String why,
                        Instant since) {
    }

    /** A recovery, running while {@code endedAt} is null. */
    public record Recovery(String recovery, String service, String node, String action, int attempt,
                           String why, Instant failedAt, Instant startedAt, Instant endedAt,
                           Boolean recovered, Long tookMillis) {
    }

    /** A checkpoint in the store. */
    public record Checkpoint(String checkpoint, Instant at, long bytes, boolean verified, String detail) {
    }
}
