package dev.holdfast.node.demo;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the journal from the broker, each shard from its first record up to a given offset. */
public final class JournalFile {
    /** A journal of a demo is read in well under a second; beyond this the broker is stuck. */
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private JournalFile() {
    }

    /** Takes the journal record by record, each shard in its order. */
    public interface Reader {
        void take(int shard, long offset, byte[] record);
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
        read(bootstrapServers, upTo, LONGEST, (shard, offset, record) ->
            replays.get(shard).take(offset, Json.read(record, JournalRecord.class)));
        return replays;
    }

    /**
     * Reads each shard from its first record.
     *
     * @param upTo first offset of each shard that is not to be read
     */
    public static void read(String bootstrapServers, Map<Integer, Long> upTo, Duration longest,
                            Reader reader) {
        read(bootstrapServers, Map.of(), upTo, longest, reader);
    }

    /**
     * Reads each shard from an offset on.
     *
     * @param from first offset to read; a shard that is not named is read from its first record
     * @param upTo first offset of each shard that is not to be read
     */
    public static void read(String bootstrapServers, Map<Integer, Long> from, Map<Integer, Long> upTo,
                            Duration longest, Reader reader) {
        long deadline = System.nanoTime() + longest.toNanos();
        try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers)) {
            consumer.assign(upTo.keySet().stream().map(JournalFile::partition).toList());
            consumer.seekToBeginning(upTo.keySet().stream().filter(shard -> !from.containsKey(shard))
                .map(JournalFile::partition).toList());
            from.forEach((shard, offset) -> consumer.seek(partition(shard), offset));
            while (!reached(consumer, upTo)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the journal was not read within "
                        + longest.toSeconds() + " s");
                }
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < upTo.get(record.partition())) {
                        reader.take(record.partition(), record.offset(), record.value());
                    }
                }
            }
        }
    }

    /** The first offset of each shard that is not written yet. */
    public static SortedMap<Integer, Long> endOffsets(String bootstrapServers) {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers)) {
            consumer.endOffsets(IntStream.range(0, ShardId.COUNT).mapToObj(JournalFile::partition).toList())
                .forEach((partition, offset) -> ends.put(partition.partition(), offset));
        }
        return ends;
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
