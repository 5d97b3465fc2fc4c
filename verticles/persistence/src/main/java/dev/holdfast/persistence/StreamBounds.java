package dev.holdfast.persistence;

import dev.holdfast.resilience.checkpoint.AdmissionRule.Bounds;
import dev.holdfast.runtime.stream.TopicBounds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Where topics begin and end right now: for the lag, and for offsets that retention has overtaken. */
final class StreamBounds {
    /** The broker is asked in the background; an answer later than this is of no use. */
    private static final Duration WITHIN = Duration.ofSeconds(5);
    /** A client waits for what it was asked when it is closed, and the next database would wait for it. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final String bootstrap;
    private final Admin admin;

    StreamBounds(Vertx vertx, String bootstrap) {
        this.vertx = vertx;
        this.bootstrap = bootstrap;
        int limit = (int) WITHIN.toMillis();
        this.admin = Admin.create(Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limit,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit));
    }

    /** Of a topic, by partition. */
    Future<Map<Integer, Bounds>> of(String topic) {
        return vertx.executeBlocking(() -> new TopicBounds(admin, WITHIN).of(topic), false)
            .recover(failure -> Future.failedFuture(new BrokerAway(bootstrap, failure)));
    }

    /** Closing waits for the client's thread, so it happens on a worker. */
    Future<Void> close() {
        return vertx.executeBlocking(() -> {
            admin.close(CLOSE);
            return null;
        }, false);
    }
}
