package dev.holdfast.binance.book;

/** The book as REST tells it, with every update up to and with {@code lastId} in it. */
public record DepthSnapshot(long lastId, Levels bids, Levels asks) {
}
