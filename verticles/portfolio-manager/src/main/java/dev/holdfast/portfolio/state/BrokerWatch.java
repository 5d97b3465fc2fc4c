package dev.holdfast.portfolio.state;

import dev.holdfast.runtime.stream.TopicBounds;
import dev.holdfast.wire.Topic;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks the broker every few seconds whether it is there, and where topics end. Waits on worker threads. */
public final class BrokerWatch {
    /** Enough for 3,000 bars of each interval of a busy instrument's last hours, little enough to read. */
    static final long RECENT_RECORDS = 20_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    /** The client ends what it was asked by itself; should it not, nobody waits for it any longer. */
    private static final Duration PATIENCE = ANSWER_WITHIN.multipliedBy(2);
    private static final long ASK_EVERY_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Clock clock;
    private final Admin admin;
    private final long timer;
    private Instant answeredAt = Instant.EPOCH;
    private boolean asking;
    private boolean closed;

    /** Starts asking, on the caller's context. */
    public BrokerWatch(Vertx vertx, String bootstrap, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.admin = Admin.create(Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis()));
        this.timer = vertx.setPeriodic(0, ASK_EVERY_MILLIS, tick -> ask());
    }

    /** True if it answered one of the last three questions. */
    public boolean isAnswering() {
        return Duration.between(answeredAt, clock.instant()).toMillis() < 3 * ASK_EVERY_MILLIS;
    }

    /** For each partition of the topic the offset of its newest {@value #RECENT_RECORDS} records. */
    public <T> Future<Map<Integer, Long>> recentOffsets(Topic<T> topic) {
        Promise<Map<Integer, Long>> found = Promise.promise();
        askOffsets(topic, found);
        return found.future();
    }

    /** Closing waits for the client's thread, so it happens on a worker. */
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(timer);
        return vertx.executeBlocking(() -> {
            admin.close(Duration.ofSeconds(1));
            return null;
        });
    }

    private void ask() {
        if (asking) {
            return;
        }
        asking = true;
        vertx.executeBlocking(this::clusterId, false).onComplete(answer -> {
            asking = false;
            if (answer.succeeded()) {
                answeredAt = clock.instant();
            }
        });
    }

    private String clusterId() throws ExecutionException, InterruptedException, TimeoutException {
        return admin.describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tried until it works: without a broker there is nothing to show anyway. */
    private <T> void askOffsets(Topic<T> topic, Promise<Map<Integer, Long>> found) {
        if (closed) {
            return;
        }
        vertx.executeBlocking(() -> offsets(topic.name()), false).onComplete(found::complete,
            failure -> vertx.setTimer(RETRY_MILLIS, again -> askOffsets(topic, found)));
    }

    private Map<Integer, Long> offsets(String topic) throws InterruptedException {
        Map<Integer, Long> from = new HashMap<>();
        new TopicBounds(admin, PATIENCE).of(topic).forEach((partition, span) ->
            from.put(partition, Math.max(span.begin(), span.end() - RECENT_RECORDS)));
        return from;
    }
}
