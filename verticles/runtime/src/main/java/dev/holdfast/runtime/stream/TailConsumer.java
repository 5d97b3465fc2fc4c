package dev.holdfast.runtime.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The consumer of a tail: no group, no commits; an offset that is not there is an error, never a jump. */
final class TailConsumer {
    private TailConsumer() {
    }

    static KafkaConsumer<String, byte[]> open(String bootstrap, int maxRecords, int fetchWaitMillis) {
        return new KafkaConsumer<>(Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "" + maxRecords,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "" + fetchWaitMillis,
            // A broker that comes back, or a partition's new leader, is found in a fraction of a second.
            ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, "50",
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200",
            ConsumerConfig.METADATA_MAX_AGE_CONFIG, "5000"),
            new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A topic without partitions is one that the broker does not know yet, or a broker on its way down. */
    static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new TimeoutException("no partitions of " + topic);
        }
        return known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    }

    /** Takes all partitions, each from its point or its beginning on. */
    static void seek(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> beginnings,
                     Map<Integer, StreamTail.Point> from) {
        consumer.assign(beginnings.keySet());
        beginnings.forEach((partition, beginning) -> {
            StreamTail.Point at =
                from.getOrDefault(partition.partition(), new StreamTail.Point(beginning, null));
            consumer.seek(partition, new OffsetAndMetadata(at.nextOffset(),
                Optional.ofNullable(at.leaderEpoch()), ""));
        });
    }
}
