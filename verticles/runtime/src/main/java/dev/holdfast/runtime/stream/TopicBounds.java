package dev.holdfast.runtime.stream;

import dev.holdfast.resilience.checkpoint.AdmissionRule.Bounds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** From where to where each partition of a topic goes right now, as the broker says. Blocks: for workers. */
public final class TopicBounds {
    private final Admin admin;
    private final Duration within;

    /**
     * Asks with a client of the caller's, who closes it.
     *
     * @param within each of the three questions that one answer takes
     */
    public TopicBounds(Admin admin, Duration within) {
        this.admin = admin;
        this.within = within;
    }

    /**
     * Asks for the first offset that each partition still has, and the one that its next record gets.
     *
     * @throws IllegalStateException if the broker does not say in time, or knows no such topic
     */
    public Map<Integer, Bounds> of(String topic) throws InterruptedException {
        try {
            List<TopicPartition> partitions = await(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic).partitions().stream().map(each -> new TopicPartition(topic, each.partition()))
                .toList();
            Map<TopicPartition, Long> begins = ask(partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = ask(partitions, OffsetSpec.latest());
            Map<Integer, Bounds> bounds = new HashMap<>();
            begins.forEach((partition, begin) ->
                bounds.put(partition.partition(), new Bounds(begin, ends.get(partition))));
            return bounds;
        } catch (ExecutionException e) {
            throw unanswered(topic, e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw unanswered(topic, "no answer within " + within.toMillis() + " ms", e);
        }
    }

    private Map<TopicPartition, Long> ask(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> question = partitions.stream()
            .collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> answer = await(admin.listOffsets(question).all());
        return answer.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private <T> T await(KafkaFuture<T> asked)
            throws InterruptedException, ExecutionException, TimeoutException {
        return asked.get(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static IllegalStateException unanswered(String topic, String why, Exception cause) {
        return new IllegalStateException("the broker does not say where topic " + topic
            + " begins and ends: " + why, cause);
    }
}
