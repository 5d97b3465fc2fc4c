package dev.holdfast.runtime.cluster;

import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.RecordHeaders;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.lease.LeaseRecord;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the lease log from a thread of its own. What cannot be delivered within a second is dropped: an
 * old heartbeat that arrives late would only make others believe in a node that was. At most
 * {@value #MAX_WAITING} records wait for the thread; then the oldest is dropped. Not idempotent on purpose:
 * a record that lands twice is void the second time, and a producer that gave one up must not stop to think.
 */
final class LeaseLog {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseLog.class);
    private static final int MAX_WAITING = 16;
    private static final Duration DELIVERY = Duration.ofMillis(1_000);
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final NodeIdentity me;
    private final KafkaProducer<String, byte[]> producer;
    private final ThreadPoolExecutor sender;

    LeaseLog(String bootstrap, NodeIdentity me) {
        this.me = me;
        this.producer = new KafkaProducer<>(Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false",
            ProducerConfig.LINGER_MS_CONFIG, "0",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "500",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "800",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(DELIVERY.toMillis()),
            ProducerConfig.RETRY_BACKOFF_MS_CONFIG, "50",
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200",
            ProducerConfig.METADATA_MAX_AGE_CONFIG, "5000"),
            new StringSerializer(), new ByteArraySerializer());
        this.sender = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING),
            work -> {
                Thread thread = new Thread(work, "lease-writer");
                thread.setDaemon(true);
                return thread;
            }, new ThreadPoolExecutor.DiscardOldestPolicy());
    }

    /** Sends; whether it counts is known only from the reading. Never blocks. */
    void send(int partition, String key, LeaseRecord record) {
        ProducerRecord<String, byte[]> out =
            new ProducerRecord<>(Topics.LEASES.name(), partition, key, Json.bytes(record));
        RecordHeaders.add(out, me, record);
        sender.execute(() -> write(out));
    }

    private void write(ProducerRecord<String, byte[]> out) {
        try {
            producer.send(out, (metadata, failure) -> {
                if (failure != null) {
                    LOG.debug("a lease record was not delivered: {}", failure.toString());
                }
            });
        } catch (RuntimeException e) {
            LOG.debug("a lease record was not sent: {}", e.toString());
        }
    }

    /** Sends what waits, for half a second at most each. Blocks. */
    void close() throws InterruptedException {
        sender.shutdown();
        if (!sender.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
            sender.shutdownNow();
        }
        producer.close(CLOSE);
    }
}
