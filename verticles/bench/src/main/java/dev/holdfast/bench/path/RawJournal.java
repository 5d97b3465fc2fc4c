package dev.holdfast.bench.path;

import dev.holdfast.bench.Latencies;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The least that a journal costs: the bytes of a real journal record produced and read back with bare clients
 * set as ours are, and nothing else. An order path is measured against this.
 */
final class RawJournal implements AutoCloseable {
    private static final String TOPIC = "bench.raw";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SAMPLE_WITHIN = Duration.ofSeconds(10);
    /** Both the birth of an order and the intent to send it: what a submit writes. */
    private static final List<String> SUBMITTED = List.of("OrderCreated", "SendAttempted");

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final Thread reader;
    private final byte[] value;
    private final Headers headers;
    private volatile Latencies times = new Latencies();
    private volatile boolean running = true;
    private long sent;

    /** Takes its record from the journal on that broker; at least one order must have been submitted. */
    RawJournal(String bootstrap) throws Exception {
        ConsumerRecord<String, byte[]> sample = sample(bootstrap);
        this.value = sample.value();
        this.headers = sample.headers();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, ShardId.COUNT, (short) 1))).all().get();
        }
        this.producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.LINGER_MS_CONFIG, "0"), new StringSerializer(), new ByteArraySerializer());
        this.consumer = consumer(bootstrap);
        List<TopicPartition> all = partitions(TOPIC);
        consumer.assign(all);
        consumer.seekToBeginning(all);
        CountDownLatch ready = new CountDownLatch(1);
        this.reader = new Thread(() -> read(ready), "raw-reader");
        reader.setDaemon(true);
        reader.start();
        ready.await();
    }

    int recordBytes() {
        return value.length;
    }

    /** Writes one record; its time counts from {@code dueNanos} until it is read back. */
    void write(int number, long dueNanos) {
        String key = Long.toString(sent++);
        due.put(key, dueNanos);
        producer.send(new ProducerRecord<>(TOPIC, number % ShardId.COUNT, key, value, headers));
    }

    /** What was read back since the last call. */
    Latencies take() {
        Latencies taken = times;
        times = new Latencies();
        return taken;
    }

    @Override
    public void close() {
        running = false;
        producer.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(CountDownLatch ready) {
        try (consumer) {
            while (running) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    times.record(System.nanoTime() - due.remove(record.key()));
                }
                ready.countDown();
            }
        }
    }

    private static ConsumerRecord<String, byte[]> sample(String bootstrap) {
        try (KafkaConsumer<String, byte[]> journal = consumer(bootstrap)) {
            List<TopicPartition> all = partitions(Topics.JOURNAL.name());
            journal.assign(all);
            journal.seekToBeginning(all);
            long end = System.nanoTime() + SAMPLE_WITHIN.toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> record : journal.poll(POLL)) {
                    String text = new String(record.value(), StandardCharsets.UTF_8);
                    if (SUBMITTED.stream().allMatch(text::contains)) {
                        return record;
                    }
                }
            }
            throw new IllegalStateException("the journal holds no submitted order");
        }
    }

    /** As the tail of the journal sets its own. */
    private static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100"), new StringDeserializer(),
            new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, ShardId.COUNT).mapToObj(i -> new TopicPartition(topic, i)).toList();
    }
}
