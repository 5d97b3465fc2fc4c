package dev.holdfast.persistence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.admin.KafkaAdminClient;
import io.vertx.kafka.admin.ListOffsetsResultInfo;
import io.vertx.kafka.admin.OffsetSpec;
import io.vertx.kafka.client.common.TopicPartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where topics begin and end right now: for the lag, and for offsets that retention has overtaken. */
final class StreamBounds {
    /** The broker is asked in the background; an answer later than this is of no use. */
    private static final long TIMEOUT_MILLIS = 5_000;
    /** Two questions to the client; should it not keep its own limit, nobody waits for it any longer. */
    private static final long BOTH_MILLIS = 2 * TIMEOUT_MILLIS + 1_000;
    /** A client waits for what it was asked when it is closed, and the next database would wait for it. */
    private static final long CLOSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final String bootstrap;
    private KafkaAdminClient admin;

    StreamBounds(Vertx vertx, String bootstrap) {
        this.vertx = vertx;
        this.bootstrap = bootstrap;
        this.admin = client();
    }

    private KafkaAdminClient client() {
        String limit = String.valueOf(TIMEOUT_MILLIS);
        return KafkaAdminClient.create(vertx, Map.of("bootstrap.servers", bootstrap,
            "request.timeout.ms", limit, "default.api.timeout.ms", limit));
    }

    /** First offset that the topic still has, by partition. */
    Future<Map<Integer, Long>> beginnings(String topic) {
        return offsets(topic, OffsetSpec.EARLIEST);
    }

    /** Offset that the next record gets, by partition. */
    Future<Map<Integer, Long>> ends(String topic) {
        return offsets(topic, OffsetSpec.LATEST);
    }

    Future<Void> close() {
        return admin.close(CLOSE_MILLIS);
    }

    private Future<Map<Integer, Long>> offsets(String topic, OffsetSpec spec) {
        KafkaAdminClient asked = admin;
        return asked.describeTopics(List.of(topic)).compose(topics -> {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            topics.get(topic).getPartitions().forEach(partition ->
                wanted.put(new TopicPartition(topic, partition.getPartition()), spec));
            return asked.listOffsets(wanted);
        }).map(StreamBounds::byPartition).timeout(BOTH_MILLIS, TimeUnit.MILLISECONDS).recover(failure -> {
            if (failure instanceof TimeoutException && asked == admin) {
                admin = client();
                asked.close(CLOSE_MILLIS);
            }
            return Future.failedFuture(new BrokerAway(bootstrap, failure));
        });
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
        Map<Integer, Long> found = new HashMap<>();
        offsets.forEach((partition, offset) -> found.put(partition.getPartition(), offset.getOffset()));
        return found;
    }
}
