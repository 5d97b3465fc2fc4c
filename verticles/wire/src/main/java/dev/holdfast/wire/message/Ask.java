package dev.holdfast.wire.message;

/** The empty question. */
public record Ask() {
}
