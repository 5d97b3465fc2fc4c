package dev.holdfast.runtime.stream;

import dev.holdfast.wire.MalformedMessage;
import dev.holdfast.wire.Topic;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of a topic from given offsets on, on a thread of its own, and hands the records to a
 * Vert.x context in order. No consumer group: each reader keeps its own offsets with what it folds, so
 * nothing can be committed that was not folded. At most {@value #MAX_HANDED_OVER} records wait on the
 * context; then reading waits too.
 */
public final class StreamTail<T> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTail.class);
    private static final SharedReading READING = new SharedReading();
    private static final int MAX_HANDED_OVER = 2_000;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final int MAX_ASKING = 16;
    private static final Duration RETRY = Duration.ofMillis(500);
    /** So many at once mean that more wait: who is behind does not pause. */
    private static final int MANY = 500;

    private final Topic<T> topic;
    private final Context context;
    private final TailPace pace;
    private final Listener<T> listener;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Semaphore room = new Semaphore(MAX_HANDED_OVER);
    private final LongAdder malformed = new LongAdder();
    private final BlockingQueue<Promise<Map<Integer, Long>>> asking = new ArrayBlockingQueue<>(MAX_ASKING);
    private final Map<Integer, Integer> epochs = new HashMap<>();
    private volatile boolean running = true;
    private long nextPollNanos = System.nanoTime();

    /**
     * Where reading of a partition goes on.
     *
     * @param nextOffset  first offset to read
     * @param leaderEpoch of the record before it; null if it is not known. With it, a log that was truncated
     *                    below that record and grew again is found out
     */
    public record Point(long nextOffset, Integer leaderEpoch) {
    }

    /** Hears the records of a tail, on its context. */
    public interface Listener<T> {
        void onRecord(int partition, long offset, T record);

        /** The records of the partition that follow were taken in under this epoch of its leader. */
        default void onLeaderEpoch(int partition, int epoch) {
        }

        /**
         * Everything up to the end offsets of the start was handed over: from now on the fold is live.
         * Called once.
         */
        void onCaughtUp();

        /**
         * The tail broke and reads no more: the fold is not live any longer. The log has the cause; a
         * {@link LogCut} says that the broker's log no longer holds what was read of it.
         */
        default void onBroken(Throwable cause) {
        }
    }

    /** Prepares one that reads {@link TailPace#SOON}; see the other constructor. */
    public StreamTail(Vertx vertx, String bootstrap, Topic<T> topic, Listener<T> listener) {
        this(vertx, bootstrap, topic, TailPace.SOON, listener);
    }

    /** Prepares a tail; {@link #start} begins to read. Must be made on the context that will hear it. */
    public StreamTail(Vertx vertx, String bootstrap, Topic<T> topic, TailPace pace, Listener<T> listener) {
        this.topic = topic;
        this.context = vertx.getOrCreateContext();
        this.pace = pace;
        this.listener = listener;
        this.consumer = TailConsumer.open(bootstrap, MANY, pace.fetchWaitMillis());
    }

    /**
     * Starts to read.
     *
     * @param from next offset of each partition; a partition that is not named is read from its beginning
     */
    public void start(Map<Integer, Long> from) {
        Map<Integer, Point> points = new HashMap<>();
        from.forEach((partition, offset) -> points.put(partition, new Point(offset, null)));
        startAt(points);
    }

    /** Starts to read behind what was folded; a partition that is not named is read from its beginning. */
    public void startAt(Map<Integer, Point> from) {
        Thread thread = new Thread(() -> run(from), "tail-" + topic.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops reading; records already handed over are still heard. */
    public void stop() {
        running = false;
        consumer.wakeup();
        // Frees a thread that waits for room; an interrupt instead would break the consumer's own closing.
        room.release(MAX_HANDED_OVER);
    }

    /** Records that were not what the topic holds; each was skipped. */
    public long malformedRecords() {
        return malformed.sum();
    }

    /**
     * Where each partition ends, asked of the broker after this call. Fails if no broker answers within
     * {@link #ASK}; at most {@value #MAX_ASKING} wait at once.
     */
    public Future<Map<Integer, Long>> endOffsets() {
        Promise<Map<Integer, Long>> answer = ((ContextInternal) context).promise();
        if (!asking.offer(answer)) {
            answer.fail("too many ask the tail of " + topic.name());
        }
        if (running) {
            consumer.wakeup();
        } else {
            refuseAskers();
        }
        return answer.future();
    }

    private void run(Map<Integer, Point> from) {
        try (consumer) {
            Map<TopicPartition, Long> ends = seek(from);
            boolean caughtUp = false;
            while (running) {
                for (ConsumerRecord<String, byte[]> record : poll()) {
                    handOver(record);
                }
                answerEnds();
                if (!caughtUp && reached(ends)) {
                    caughtUp = true;
                    context.runOnContext(done -> listener.onCaughtUp());
                }
            }
        } catch (WakeupException | InterruptedException | InterruptException e) {
            LOG.debug("tail of {} stopped", topic.name());
        } catch (InvalidOffsetException e) {
            // Truncated, its head cut off, or deleted and made anew: what was folded is not in the log.
            broke(new LogCut(topic.name(), e));
        } catch (RuntimeException e) {
            broke(e);
        } finally {
            running = false;
            refuseAskers();
        }
    }

    private void broke(RuntimeException cause) {
        LOG.error("tail of {} broke; its fold is no longer live", topic.name(), cause);
        context.runOnContext(now -> listener.onBroken(cause));
    }

    /** A wake-up while running only means that somebody asks. */
    private ConsumerRecords<String, byte[]> poll() {
        long early = nextPollNanos - System.nanoTime();
        if (early > 0) {
            LockSupport.parkNanos(early);
        }
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            boolean pause = !records.isEmpty() && records.count() < MANY;
            nextPollNanos = System.nanoTime() + (pause ? pace.betweenPollsNanos() : 0);
            return records;
        } catch (WakeupException e) {
            if (running) {
                return ConsumerRecords.empty();
            }
            throw e;
        }
    }

    private void answerEnds() {
        List<Promise<Map<Integer, Long>>> askers = new ArrayList<>();
        asking.drainTo(askers);
        for (int attempt = 1; !askers.isEmpty(); attempt++) {
            try {
                Map<Integer, Long> ends = new HashMap<>();
                consumer.endOffsets(consumer.assignment(), ASK)
                    .forEach((p, end) -> ends.put(p.partition(), end));
                askers.forEach(asker -> asker.complete(ends));
                return;
            } catch (WakeupException e) {
                // Of an asker that is served here already, unless the tail is told to stop.
                if (!running || attempt == MAX_ASKING) {
                    askers.forEach(asker -> asker.tryFail(e));
                    return;
                }
            } catch (TimeoutException e) {
                askers.forEach(asker -> asker.fail("the ends of " + topic.name() + " are not known: " + e));
                return;
            }
        }
    }

    private void refuseAskers() {
        List<Promise<Map<Integer, Long>>> askers = new ArrayList<>();
        asking.drainTo(askers);
        askers.forEach(asker -> asker.fail("the tail of " + topic.name() + " is over"));
    }

    /** Waits for the broker as long as it takes: a tail that starts before its broker is no failure. */
    private Map<TopicPartition, Long> seek(Map<Integer, Point> from) throws InterruptedException {
        while (running) {
            try {
                List<TopicPartition> partitions = TailConsumer.partitions(consumer, topic.name());
                Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
                Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
                TailConsumer.seek(consumer, beginnings, from);
                return ends;
            } catch (WakeupException e) {
                LOG.debug("the tail of {} was asked before it began", topic.name());
            } catch (TimeoutException e) {
                LOG.warn("no broker answers about {}; trying again", topic.name());
                Thread.sleep(RETRY.toMillis());
            }
        }
        throw new InterruptedException();
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        try {
            return allReached(ends);
        } catch (WakeupException e) {
            return false;
        }
    }

    private boolean allReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void handOver(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        T value;
        try {
            value = READING.read(record.value(), topic.type());
        } catch (MalformedMessage e) {
            malformed.increment();
            LOG.warn("{}-{}@{} skipped: {}", topic.name(), record.partition(), record.offset(),
                e.getMessage());
            return;
        }
        room.acquire();
        Integer epoch = record.leaderEpoch().orElse(null);
        boolean changed = !Objects.equals(epoch, epochs.put(record.partition(), epoch));
        context.runOnContext(now -> {
            room.release();
            if (changed && epoch != null) {
                listener.onLeaderEpoch(record.partition(), epoch);
            }
            listener.onRecord(record.partition(), record.offset(), value);
        });
    }
}
