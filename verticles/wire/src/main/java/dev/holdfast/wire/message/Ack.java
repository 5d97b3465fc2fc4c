package dev.holdfast.wire.message;

/** The empty answer: done, and durable where it had to be. */
public record Ack() {
}
