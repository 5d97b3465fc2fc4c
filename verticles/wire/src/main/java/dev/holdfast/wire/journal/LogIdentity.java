package dev.holdfast.wire.journal;

/**
 * Which log the journal is (ownership rule 23). A topic that was deleted and made anew has another id: its
 * offsets mean nothing to those who knew the old one.
 *
 * @param topicId the broker's id of the topic
 */
public record LogIdentity(String topicId, int partitions) {
}
