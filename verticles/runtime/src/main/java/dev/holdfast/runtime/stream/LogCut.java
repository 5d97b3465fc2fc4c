package dev.holdfast.runtime.stream;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.InvalidOffsetException;

/**
 * The broker's log no longer holds what was read of it: it was truncated, its head was cut off, or the topic
 * was made anew. Whatever was folded from these partitions is wrong (ownership rule 23).
 */
public final class LogCut extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    private final transient Set<Integer> partitions = new TreeSet<>();

    LogCut(String topic, InvalidOffsetException cause) {
        super("the log " + topic + " no longer holds what was read of " + cause.partitions()
            + ": it was truncated, shortened or made anew", cause);
        cause.partitions().forEach(partition -> partitions.add(partition.partition()));
    }

    public Set<Integer> partitions() {
        return partitions;
    }
}
