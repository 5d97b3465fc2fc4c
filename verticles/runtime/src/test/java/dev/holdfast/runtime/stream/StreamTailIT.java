package dev.holdfast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.AuditEntry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tail of a real broker's topic. */
class StreamTailIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private final List<Long> read = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private KafkaFixture kafka;
    private Vertx vertx;
    private StreamWriter writer;
    private StreamTail<AuditEntry> tail;

    @BeforeEach
    void startBroker() {
        kafka = KafkaFixture.fresh();
        kafka.createTopic(Topics.AUDIT.name(), 1);
        vertx = Vertx.vertx();
        writer = new StreamWriter(vertx, kafka.bootstrap(), "n1", Clock.systemUTC());
        tail = new StreamTail<>(vertx, kafka.bootstrap(), Topics.AUDIT, new StreamTail.Listener<>() {
            @Override
            public void onRecord(int partition, long offset, AuditEntry record) {
                read.add(offset);
            }

            @Override
            public void onCaughtUp() {
            }

            @Override
            public void onBroken(Throwable cause) {
                broken.set(cause);
            }
        });
    }

    @AfterEach
    void stopAll() throws Exception {
        tail.stop();
        done(writer.close());
        done(vertx.close());
        kafka.close();
    }

    @Test
    void tellsTheEndToEveryAskerWhileItReadsAndAlsoBeforeItBegan() throws Exception {
        Future<Map<Integer, Long>> early = tail.endOffsets();
        tail.start(Map.of());
        assertThat(done(early)).isEqualTo(Map.of(0, 0L));
        for (int i = 1; i <= 20; i++) {
            write();
            List<Future<Map<Integer, Long>>> asked = new ArrayList<>();
            for (int asker = 0; asker < 4; asker++) {
                asked.add(tail.endOffsets());
            }
            for (Future<Map<Integer, Long>> answer : asked) {
                assertThat(done(answer)).isEqualTo(Map.of(0, (long) i));
            }
        }
        await().atMost(SOON).until(() -> read.size() == 20);
    }

    @Test
    void refusesAskersOnceItIsOver() throws Exception {
        tail.start(Map.of());
        done(tail.endOffsets());
        tail.stop();
        await().atMost(SOON).until(() -> {
            Future<Map<Integer, Long>> asked = tail.endOffsets();
            await().atMost(SOON).until(asked::isComplete);
            return asked.failed();
        });
    }

    @Test
    void readsOnAfterTheBrokerWasAway() throws Exception {
        tail.start(Map.of());
        write();
        await().atMost(SOON).until(() -> read.size() == 1);
        kafka.restart();
        write();
        await().atMost(SOON).until(() -> read.equals(List.of(0L, 1L)));
        assertThat(broken.get()).isNull();
    }

    @Test
    void saysThatTheLogLostWhatItWasToReadOn() throws Exception {
        write();
        write();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.deleteRecords(Map.of(new TopicPartition(Topics.AUDIT.name(), 0),
                RecordsToDelete.beforeOffset(1))).all().get(10, TimeUnit.SECONDS);
        }
        tail.start(Map.of(0, 0L));
        await().atMost(SOON).until(() -> broken.get() != null);
        assertThat(broken.get()).hasMessageContaining("truncated, shortened or made anew");
        assertThat(read).isEmpty();
    }

    @Test
    void breaksWhenTheTopicIsDeletedAndMadeAnew() throws Exception {
        tail.start(Map.of());
        write();
        write();
        await().atMost(SOON).until(() -> read.size() == 2);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.deleteTopics(List.of(Topics.AUDIT.name())).all().get(10, TimeUnit.SECONDS);
        }
        await().atMost(SOON).ignoreExceptions().until(() -> {
            kafka.createTopic(Topics.AUDIT.name(), 1);
            return true;
        });
        await().atMost(SOON).until(() -> broken.get() != null);
        assertThat(broken.get()).hasMessageContaining("truncated, shortened or made anew");
    }

    private void write() throws Exception {
        done(writer.write(Topics.AUDIT, "n1", new AuditEntry(null, null, "n1", "test", null, "done", null)));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
