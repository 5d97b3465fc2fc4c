package dev.holdfast.runtime.cluster;

import dev.holdfast.wire.Json;
import dev.holdfast.wire.MalformedMessage;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.lease.LeaseRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lease log on a thread of its own and hands the records over there: no busy event loop may delay
 * a renewal. Heartbeats are read from the end, duties from the beginning. If reading breaks it begins anew,
 * and says so, because what was folded before may no longer be what the log holds.
 */
final class LeaseTail {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseTail.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final TopicPartition DUTIES =
        new TopicPartition(Topics.LEASES.name(), LeaseRecord.DUTIES);
    private static final TopicPartition HEARTBEATS =
        new TopicPartition(Topics.LEASES.name(), LeaseRecord.HEARTBEATS);

    private final String bootstrap;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile KafkaConsumer<String, byte[]> consumer;

    /** Hears the log, on the tail's thread. */
    interface Listener {
        /** Reading begins, again if it broke before: whatever was folded of duties is to be dropped. */
        void onBegin(long dutiesStart);

        void onRecord(long offset, LeaseRecord record);

        /** The duties' past is folded. Once after each beginning. */
        void onCaughtUp();
    }

    LeaseTail(String bootstrap, Listener listener) {
        this.bootstrap = bootstrap;
        this.listener = listener;
        this.thread = new Thread(this::run, "lease-tail");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Blocks for a second at most. */
    void stop() throws InterruptedException {
        running = false;
        KafkaConsumer<String, byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        thread.join(Duration.ofSeconds(1));
    }

    private void run() {
        while (running) {
            try (KafkaConsumer<String, byte[]> fresh = open()) {
                consumer = fresh;
                read(fresh);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the tail of the lease log stopped");
            } catch (RuntimeException e) {
                LOG.warn("the tail of the lease log broke and begins anew: {}", e.toString());
                pause();
            }
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        return new KafkaConsumer<>(Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1",
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "250",
            ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, "50",
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200",
            ConsumerConfig.METADATA_MAX_AGE_CONFIG, "5000",
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "2000",
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000"),
            new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void read(KafkaConsumer<String, byte[]> from) {
        List<TopicPartition> both = List.of(DUTIES, HEARTBEATS);
        long begin = from.beginningOffsets(List.of(DUTIES)).get(DUTIES);
        Map<TopicPartition, Long> ends = from.endOffsets(both);
        from.assign(both);
        from.seek(DUTIES, begin);
        from.seek(HEARTBEATS, ends.get(HEARTBEATS));
        listener.onBegin(begin);
        boolean caughtUp = false;
        while (running) {
            for (ConsumerRecord<String, byte[]> record : from.poll(POLL)) {
                handOver(record);
            }
            if (!caughtUp && from.position(DUTIES) >= ends.get(DUTIES)) {
                caughtUp = true;
                listener.onCaughtUp();
            }
        }
    }

    private void handOver(ConsumerRecord<String, byte[]> record) {
        LeaseRecord value;
        try {
            value = Json.read(record.value(), LeaseRecord.class);
        } catch (MalformedMessage e) {
            LOG.warn("{}-{}@{} skipped: {}", record.topic(), record.partition(), record.offset(),
                e.getMessage());
            return;
        }
        listener.onRecord(record.offset(), value);
    }

    private void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            running = false;
        }
    }
}
