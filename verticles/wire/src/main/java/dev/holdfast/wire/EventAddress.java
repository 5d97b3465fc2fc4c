package dev.holdfast.wire;

/** A bus address that everybody who listens hears, at most once. */
public record EventAddress<E>(String address, Class<E> event) {
}
