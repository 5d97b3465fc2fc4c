package dev.holdfast.persistence.store;

/** One partition of a topic other than the journal. */
public record StreamPartition(String topic, int partition) {
}
