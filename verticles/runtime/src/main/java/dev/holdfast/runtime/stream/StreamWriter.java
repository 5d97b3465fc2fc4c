package dev.holdfast.runtime.stream;

import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.wire.Headers;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the streams other than the journal: market data, signals, assessments, audit. With a broker away it
 * holds at most {@value #MAX_IN_FLIGHT} records and drops the newest beyond that, counted: a market stream
 * must not take the node's memory with it. What must not be lost checks the returned future.
 */
public final class StreamWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);
    /** Records under way to the broker at once. */
    public static final int MAX_IN_FLIGHT = 20_000;

    private final KafkaProducer<String, byte[]> producer;
    private final String node;
    private final Clock clock;
    private final AtomicInteger inFlight;
    private final LongAdder dropped;
    private final LongAdder failed;
    private final Fence fence;

    public StreamWriter(Vertx vertx, String bootstrap, String node, Clock clock) {
        this.node = node;
        this.clock = clock;
        this.inFlight = new AtomicInteger();
        this.dropped = new LongAdder();
        this.failed = new LongAdder();
        this.fence = new Fence();
        this.producer = KafkaProducer.create(vertx, Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName(),
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName(),
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.LINGER_MS_CONFIG, "5",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "1000",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000"));
        // Each write's future says the same; without a handler Vert.x logs every one of them as unhandled.
        producer.exceptionHandler(failure -> LOG.debug("a record was not taken", failure));
    }

    private StreamWriter(StreamWriter shared, Fence around) {
        this.node = shared.node;
        this.clock = shared.clock;
        this.inFlight = shared.inFlight;
        this.dropped = shared.dropped;
        this.failed = shared.failed;
        this.producer = shared.producer;
        this.fence = around;
    }

    /** The same writer for one instance of a service: once that is cut off it writes nothing more. */
    public StreamWriter behind(Fence around) {
        return new StreamWriter(this, around);
    }

    /** Appends a record; completes when it is durable, fails when it was dropped or refused. */
    public <T> Future<Void> write(Topic<T> topic, String key, T record) {
        if (fence.isCut()) {
            return Future.failedFuture("not written: its writer was abandoned");
        }
        if (inFlight.get() >= MAX_IN_FLIGHT) {
            dropped.increment();
            return Future.failedFuture("dropped: " + MAX_IN_FLIGHT + " records already wait for the broker");
        }
        inFlight.incrementAndGet();
        KafkaProducerRecord<String, byte[]> out =
            KafkaProducerRecord.create(topic.name(), key, Json.bytes(record));
        out.addHeader(Headers.MESSAGE_ID, UUID.randomUUID().toString());
        out.addHeader(Headers.SOURCE, node);
        out.addHeader(Headers.SENT_AT, Long.toString(clock.millis()));
        out.addHeader(Headers.SCHEMA, record.getClass().getSimpleName());
        return producer.write(out).onComplete(done -> {
            inFlight.decrementAndGet();
            if (done.failed()) {
                failed.increment();
            }
        });
    }

    public Future<Void> close() {
        return producer.close();
    }

    /** Records that were dropped because too many waited. */
    public long dropped() {
        return dropped.sum();
    }

    /** Records that the broker did not take. */
    public long failed() {
        return failed.sum();
    }
}
