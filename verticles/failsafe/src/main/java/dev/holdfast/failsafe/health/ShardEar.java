package dev.holdfast.failsafe.health;

import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.MalformedMessage;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears one shard's journal from now on, on a thread of its own. It folds nothing: what a deposed owner wrote
 * is heard too, so nothing but measuring may rest on it.
 */
final class ShardEar {
    private static final Logger LOG = LoggerFactory.getLogger(ShardEar.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Context context;
    private final TopicPartition partition;
    private final Map<String, Object> settings;
    private final Consumer<JournalRecord> listener;
    private volatile KafkaConsumer<String, byte[]> consumer;
    private volatile boolean running = true;

    /** Prepares it; the listener is called on the context. */
    ShardEar(Context context, String bootstrap, ShardId shard, Consumer<JournalRecord> listener) {
        this.context = context;
        this.partition = new TopicPartition(Topics.JOURNAL.name(), shard.number());
        this.listener = listener;
        this.settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
    }

    void start() {
        Thread thread = new Thread(this::run, "ear-" + partition);
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        running = false;
        KafkaConsumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    /** What was said while no broker answered is not measured. */
    private void run() {
        while (running) {
            try (KafkaConsumer<String, byte[]> open =
                     new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                consumer = open;
                open.assign(List.of(partition));
                open.seekToEnd(List.of(partition));
                listen(open);
            } catch (WakeupException e) {
                LOG.debug("{} is not listened to any more", partition);
            } catch (KafkaException e) {
                LOG.debug("{} is listened to anew: {}", partition, e.toString());
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private void listen(KafkaConsumer<String, byte[]> open) {
        while (running) {
            for (ConsumerRecord<String, byte[]> record : open.poll(POLL)) {
                hear(record);
            }
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        try {
            JournalRecord read = Json.read(record.value(), JournalRecord.class);
            context.runOnContext(now -> listener.accept(read));
        } catch (MalformedMessage e) {
            LOG.debug("{}@{} is not a record: {}", partition, record.offset(), e.getMessage());
        }
    }
}
