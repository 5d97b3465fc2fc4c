package dev.holdfast.runtime.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as the cluster has it, compared with what {@code topics.yaml} wants.
 *
 * @param replicas the fewest copies of any of its partitions
 * @param settings its Kafka settings by name, defaults included
 */
record ExistingTopic(int partitions, int replicas, Map<String, String> settings) {

    /** What forbids its use, for a person; null if nothing. Partitions are never added: keys would move. */
    String fault(TopicSettings wanted) {
        if (wanted.partitionsAreFixed() && partitions != wanted.partitions()) {
            return wanted.name() + " has " + partitions + " partitions and must have exactly "
                + wanted.partitions() + ": an account would change its shard; use the cluster this journal"
                + " belongs to, or an empty one";
        }
        if (partitions < wanted.partitions()) {
            return wanted.name() + " has " + partitions + " partitions and needs " + wanted.partitions()
                + "; add partitions with kafka-topics.sh --alter, or lower the number in topics.yaml";
        }
        return null;
    }

    /** Settings to set, by name. */
    Map<String, String> corrections(TopicSettings wanted, int brokers) {
        Map<String, String> wrong = new TreeMap<>(wanted.kafka(brokers));
        wrong.entrySet().removeIf(one -> one.getValue().equals(settings.get(one.getKey())));
        return wrong;
    }

    /** Lines for the log: what was put right, and what only a person can put right. */
    List<String> remarks(TopicSettings wanted, int brokers) {
        List<String> lines = new ArrayList<>();
        corrections(wanted, brokers).forEach((name, value) -> lines.add(wanted.name() + ": " + name + " was "
            + settings.get(name) + ", set to " + value));
        if (replicas < wanted.replicas(brokers)) {
            lines.add(wanted.name() + ": has " + replicas + " copies, should have " + wanted.replicas(brokers)
                + "; reassign its partitions");
        }
        return lines;
    }
}
