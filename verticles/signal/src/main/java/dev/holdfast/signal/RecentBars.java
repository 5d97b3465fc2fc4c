package dev.holdfast.signal;

import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.wire.Topics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the newest bars of the past from Kafka, once, so that a signal service that starts is warm without
 * waiting. At most {@value #BARS_PER_PARTITION} of each partition and for at most {@link #PATIENCE}: this
 * only saves time, so with a broker that is away or slow the service warms up on live bars instead.
 */
final class RecentBars {
    /** Over 80 minutes of one instrument's second and minute bars; about 1.5 MB. */
    static final int BARS_PER_PARTITION = 5_000;
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final String bootstrap;
    private final Consumer<Bar> hearer;
    private final Promise<Void> done = Promise.promise();
    private StreamTail<Bar> tail;

    /** Must be made on the context that will hear the bars. */
    RecentBars(Vertx vertx, String bootstrap, Consumer<Bar> hearer) {
        this.vertx = vertx;
        this.bootstrap = bootstrap;
        this.hearer = hearer;
    }

    /** Completes when all were heard; fails when there was no time for all of them. */
    Future<Void> read() {
        long timer = vertx.setTimer(PATIENCE.toMillis(), late ->
            done.tryFail("bars of the past were not read within " + PATIENCE.toSeconds() + " s"));
        vertx.executeBlocking(this::firstOffsets, false).onComplete(this::follow, done::tryFail);
        return done.future().onComplete(ended -> {
            vertx.cancelTimer(timer);
            stop();
        });
    }

    /** Ends the reading, wherever it stands. */
    void stop() {
        done.tryFail("stopped");
        if (tail != null) {
            tail.stop();
        }
    }

    private void follow(Map<Integer, Long> from) {
        if (from.isEmpty()) {
            // A tail without offsets would read from the beginning, without bound.
            done.tryFail("the topic of bars is not there yet");
        }
        if (done.future().isComplete()) {
            return;
        }
        tail = new StreamTail<>(vertx, bootstrap, Topics.BARS, new StreamTail.Listener<>() {
            @Override
            public void onRecord(int partition, long offset, Bar bar) {
                if (!done.future().isComplete()) {
                    hearer.accept(bar);
                }
            }

            @Override
            public void onCaughtUp() {
                done.tryComplete();
            }

            @Override
            public void onBroken(Throwable cause) {
                done.tryFail(cause);
            }
        });
        tail.start(from);
    }

    private Map<Integer, Long> firstOffsets() {
        int patienceMillis = (int) PATIENCE.toMillis();
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMillis,
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.BARS.name()).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition())).toList();
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<Integer, Long> from = new HashMap<>();
            consumer.endOffsets(partitions).forEach((partition, end) -> from.put(partition.partition(),
                Math.max(beginnings.get(partition), end - BARS_PER_PARTITION)));
            return from;
        }
    }
}
