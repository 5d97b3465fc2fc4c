package dev.holdfast.wire;

/** A bus address that answers: commands and queries. */
public record CommandAddress<C, R>(String address, Class<C> command, Class<R> reply) {
}
