package dev.holdfast.wire.message;

/** How many records of journal and audit trail the database lacks. */
public record RecordingLag(String node, long records) {
}
