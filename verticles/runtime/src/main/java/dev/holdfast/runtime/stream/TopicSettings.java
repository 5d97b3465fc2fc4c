package dev.holdfast.runtime.stream;

import dev.holdfast.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One topic as {@code topics.yaml} wants it.
 *
 * @param retention   how long records stay; empty: forever
 * @param compacted   only the newest record of each key is kept
 * @param replication copies; empty: three, or the number of brokers if that is less
 * @param owner       the one service that writes it
 * @param records     simple name of the record type it holds
 */
public record TopicSettings(String name, String key, int partitions, Optional<Duration> retention,
                            boolean compacted, Optional<Integer> replication, String owner, String records) {
    private static final int FULL_REPLICATION = 3;

    /** True for the journal: an account's shard is its partition, so their number never changes. */
    boolean partitionsAreFixed() {
        return name.equals(Topics.JOURNAL.name());
    }

    /** Copies of each record in a cluster of that many brokers. */
    int replicas(int brokers) {
        return replication.orElse(Math.min(FULL_REPLICATION, brokers));
    }

    /**
     * What Kafka is told besides the partitions. With three copies a write counts once two have it, so that
     * one broker may fail without loss; a copy that lags is never made leader (ownership rule 23).
     */
    Map<String, String> kafka(int brokers) {
        Map<String, String> all = new TreeMap<>();
        all.put("cleanup.policy", compacted ? "compact" : "delete");
        all.put("retention.ms", retention.map(Duration::toMillis).orElse(-1L).toString());
        all.put("min.insync.replicas", replicas(brokers) >= FULL_REPLICATION ? "2" : "1");
        all.put("unclean.leader.election.enable", "false");
        return all;
    }
}
