package dev.holdfast.wire;

/**
 * A Kafka topic and the records it holds. Its settings stand in {@code kafka/topics.yaml}.
 *
 * @param name {@code <context>.<plural>.v<major>}
 */
public record Topic<T>(String name, Class<T> type) {
}
