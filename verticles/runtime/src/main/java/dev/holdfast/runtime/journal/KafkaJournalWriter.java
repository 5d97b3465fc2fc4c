package dev.holdfast.runtime.journal;

import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.RecordHeaders;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Headers;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes the journal with the plain Kafka client: {@code acks=all}, idempotent, the partition set by hand.
 * Sends from a thread of its own, because a send may block on metadata; one thread keeps the order.
 */
public final class KafkaJournalWriter implements JournalWriter {
    /** An append that is not acknowledged within this time is ambiguous, and its shard stands down. */
    private static final Duration DELIVERY = Duration.ofSeconds(10);

    private final KafkaProducer<String, byte[]> producer;
    private final ExecutorService sender;
    private final NodeIdentity identity;
    private final Vertx vertx;

    public KafkaJournalWriter(Vertx vertx, String bootstrap, NodeIdentity identity) {
        this.vertx = vertx;
        this.identity = identity;
        this.sender = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "journal-writer");
            thread.setDaemon(true);
            return thread;
        });
        this.producer = new KafkaProducer<>(Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(DELIVERY.toMillis()),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(DELIVERY.toMillis()),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000",
            ProducerConfig.LINGER_MS_CONFIG, "0",
            // A broker that comes back, or a partition's new leader, is found in a fraction of a second.
            ProducerConfig.RETRY_BACKOFF_MS_CONFIG, "50",
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200",
            ProducerConfig.METADATA_MAX_AGE_CONFIG, "5000"),
            new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public Future<Void> append(ShardId shard, String key, JournalRecord record) {
        Promise<Void> appended = ((ContextInternal) vertx.getOrCreateContext()).promise();
        ProducerRecord<String, byte[]> out =
            new ProducerRecord<>(Topics.JOURNAL.name(), shard.number(), key, Json.bytes(record));
        RecordHeaders.add(out, identity, record);
        if (record instanceof DecisionMade decision) {
            RecordHeaders.add(out, Headers.FENCING_TOKEN, Long.toString(decision.claim().offset()));
        }
        try {
            sender.execute(() -> send(out, appended));
        } catch (RejectedExecutionException e) {
            appended.fail("the journal was abandoned");
        }
        return appended.future();
    }

    @Override
    public void abandon() {
        sender.shutdownNow();
        vertx.executeBlocking(() -> {
            producer.close(Duration.ZERO);
            return null;
        }, false);
    }

    private void send(ProducerRecord<String, byte[]> out, Promise<Void> appended) {
        try {
            producer.send(out, (metadata, failure) -> {
                if (failure == null) {
                    appended.complete();
                } else {
                    appended.fail(failure);
                }
            });
        } catch (RuntimeException e) {
            appended.fail(e);
        }
    }
}
