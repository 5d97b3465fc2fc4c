package dev.holdfast.wire.message;

/**
 * The answer to a command about an account or a shard, durable where it had to be.
 *
 * @param problem null: it is done, or held already; else why the desk refused it, for a person
 */
public record Ack(String problem) {
    /** Done. */
    public Ack() {
        this(null);
    }
}
