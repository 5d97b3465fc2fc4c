package dev.holdfast.node.demo;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the journal from the broker, each shard from its first record up to a given offset. */
final class JournalFile {
    /** A journal of a demo is read in well under a second; beyond this the broker is stuck. */
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private JournalFile() {
    }

    /**
     * The replay of each shard.
     *
     * @param upTo first offset of each shard that is not to be read
     */
    static SortedMap<Integer, JournalReplay> replay(String bootstrapServers, Map<Integer, Long> upTo,
                                                    Map<InstrumentId, Instrument> instruments) {
        SortedMap<Integer, JournalReplay> replays = new TreeMap<>();
        upTo.keySet().forEach(shard -> replays.put(shard, new JournalReplay(instruments)));
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers)) {
            consumer.assign(upTo.keySet().stream().map(JournalFile::partition).toList());
            consumer.seekToBeginning(consumer.assignment());
            while (!reached(consumer, upTo)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the journal was not read within "
                        + LONGEST.toSeconds() + " s");
                }
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < upTo.get(record.partition())) {
                        replays.get(record.partition()).take(record.offset(), record.value());
                    }
                }
            }
        }
        return replays;
    }

    private static boolean reached(KafkaConsumer<String, byte[]> consumer, Map<Integer, Long> upTo) {
        return upTo.entrySet().stream()
            .allMatch(shard -> consumer.position(partition(shard.getKey())) >= shard.getValue());
    }

    private static TopicPartition partition(int shard) {
        return new TopicPartition(Topics.JOURNAL.name(), shard);
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
            new StringDeserializer(), new ByteArrayDeserializer());
    }
}
