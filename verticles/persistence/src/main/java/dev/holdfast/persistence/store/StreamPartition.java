package dev.holdfast.persistence.store;

import java.util.Map;
import java.util.stream.Collectors;

/** One partition of a topic other than the journal. */
public record StreamPartition(String topic, int partition) {
    /** Those of one topic, by partition number. */
    public static Map<Integer, Long> offsets(Map<StreamPartition, Long> all, String topic) {
        return all.entrySet().stream().filter(entry -> entry.getKey().topic().equals(topic))
            .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }
}
