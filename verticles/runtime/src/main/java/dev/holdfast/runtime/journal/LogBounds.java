package dev.holdfast.runtime.journal;

import dev.holdfast.resilience.checkpoint.AdmissionRule.Bounds;
import dev.holdfast.resilience.checkpoint.AdmissionRule.Log;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.LogIdentity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** From where to where the journal goes now: what a snapshot is held against (ownership rule 24). */
public final class LogBounds {
    private static final Duration ASK = Duration.ofSeconds(10);

    private LogBounds() {
    }

    /**
     * Asks; blocks until the broker answers.
     *
     * @throws IllegalStateException if it does not within ten seconds each time
     */
    public static Log of(String bootstrapServers, LogIdentity log) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers))) {
            Map<TopicPartition, Long> begins = ask(admin, log, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = ask(admin, log, OffsetSpec.latest());
            Map<Integer, Bounds> bounds = new HashMap<>();
            begins.forEach((partition, begin) ->
                bounds.put(partition.partition(), new Bounds(begin, ends.get(partition))));
            return new Log(log.topicId(), bounds);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not say where the journal begins and ends: "
                + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private static Map<TopicPartition, Long> ask(Admin admin, LogIdentity log, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> all = IntStream.range(0, log.partitions()).boxed().collect(
            Collectors.toMap(number -> new TopicPartition(Topics.JOURNAL.name(), number), number -> which));
        Map<TopicPartition, ListOffsetsResultInfo> told =
            admin.listOffsets(all).all().get(ASK.toMillis(), TimeUnit.MILLISECONDS);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        told.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
