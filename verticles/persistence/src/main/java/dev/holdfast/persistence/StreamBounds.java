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

/** Where topics begin and end right now: for the lag, and for offsets that retention has overtaken. */
final class StreamBounds {
    /** The broker is asked in the background; an answer later than this is of no use. */
    private static final String TIMEOUT_MILLIS = "5000";

    private final String bootstrap;
    private final KafkaAdminClient admin;

    StreamBounds(Vertx vertx, String bootstrap) {
        this.bootstrap = bootstrap;
        admin = KafkaAdminClient.create(vertx, Map.of(
            "bootstrap.servers", bootstrap,
            "request.timeout.ms", TIMEOUT_MILLIS,
            "default.api.timeout.ms", TIMEOUT_MILLIS));
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
        return admin.close();
    }

    private Future<Map<Integer, Long>> offsets(String topic, OffsetSpec spec) {
        return admin.describeTopics(List.of(topic)).compose(topics -> {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            topics.get(topic).getPartitions().forEach(partition ->
                wanted.put(new TopicPartition(topic, partition.getPartition()), spec));
            return admin.listOffsets(wanted);
        }).map(StreamBounds::byPartition).recover(failure ->
            Future.failedFuture(new BrokerAway(bootstrap, failure)));
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
        Map<Integer, Long> found = new HashMap<>();
        offsets.forEach((partition, offset) -> found.put(partition.getPartition(), offset.getOffset()));
        return found;
    }
}
