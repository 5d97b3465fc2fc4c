package dev.holdfast.analytics;

import dev.holdfast.trading.market.Trade;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.MalformedMessage;
import dev.holdfast.wire.Topic;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads both topics whole, without a consumer group: a figure needs every partition, and the positions behind
 * it need the journal from its beginning, even where the figures begin now.
 */
final class TopicReader implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;
    private final KafkaConsumer<String, byte[]> consumer;
    private Map<TopicPartition, Long> ends = Map.of();

    /** Hears the records, each partition in its order. */
    interface Listener {
        void onTrade(Trade trade);

        /** {@code past}: it was there before this program started. */
        void onJournal(int shard, long offset, JournalRecord record, boolean past);
    }

    TopicReader(String bootstrap) throws NoFigures {
        this.bootstrap = bootstrap;
        try {
            this.consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) WITHIN.toMillis(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                new StringDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw new NoFigures("'" + bootstrap + "' is no broker's host:port; correct --bootstrap", e);
        }
    }

    /** Goes to where reading starts. */
    void seek(boolean tradesFromBeginning) throws NoFigures {
        try {
            List<TopicPartition> trades = partitions(Topics.TRADES);
            List<TopicPartition> all = new ArrayList<>(trades);
            all.addAll(partitions(Topics.JOURNAL));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            ends = new HashMap<>(consumer.endOffsets(all));
            if (!tradesFromBeginning) {
                trades.forEach(each -> consumer.seek(each, ends.get(each)));
            }
        } catch (TimeoutException e) {
            throw new NoFigures("no Kafka broker answered at " + bootstrap + " within " + WITHIN.toSeconds()
                + " s; start one, or correct --bootstrap", e);
        }
    }

    /** True once all was read that was there at {@link #seek}. */
    boolean caughtUp() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Hands over what came, waiting for it a moment at most; returns how many records were malformed. */
    int poll(Listener listener) {
        int malformed = 0;
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            try {
                handOver(record, listener);
            } catch (MalformedMessage e) {
                malformed++;
            }
        }
        return malformed;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void handOver(ConsumerRecord<String, byte[]> record, Listener listener) {
        if (record.topic().equals(Topics.TRADES.name())) {
            listener.onTrade(Json.read(record.value(), Topics.TRADES.type()));
            return;
        }
        boolean past = record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()));
        listener.onJournal(record.partition(), record.offset(),
            Json.read(record.value(), Topics.JOURNAL.type()), past);
    }

    private List<TopicPartition> partitions(Topic<?> topic) throws NoFigures {
        var known = consumer.partitionsFor(topic.name());
        if (known == null || known.isEmpty()) {
            throw new NoFigures("there is no topic " + topic.name() + " at " + bootstrap
                + "; start a node there once, it makes the topics", null);
        }
        return known.stream().map(each -> new TopicPartition(each.topic(), each.partition())).toList();
    }
}
