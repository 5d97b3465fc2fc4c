package dev.holdfast.wire;

/** Metadata names, the same on the bus and in Kafka. */
public final class Headers {
    /** Unique for each message. */
    public static final String MESSAGE_ID = "message-id";
    /** The same for all that followed from one outside event. */
    public static final String CORRELATION_ID = "correlation-id";
    /** The message that this one follows from. */
    public static final String CAUSATION_ID = "causation-id";
    /** The node that sent it. */
    public static final String SOURCE = "source";
    /** Milliseconds since the epoch, the sender's clock. */
    public static final String SENT_AT = "sent-at";
    /** Milliseconds for which the sender waits for the answer; absent where it awaits none. */
    public static final String ANSWER_WITHIN = "answer-within";
    /** Offset of the claim under which it was sent; absent where no claim applies. */
    public static final String FENCING_TOKEN = "fencing-token";
    /** Number of the shard that a command is for; absent where it is for none. */
    public static final String SHARD = "shard";
    /** Simple name of the record. */
    public static final String SCHEMA = "schema";

    private Headers() {
    }
}
