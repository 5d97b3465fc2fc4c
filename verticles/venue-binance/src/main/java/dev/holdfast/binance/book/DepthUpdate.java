package dev.holdfast.binance.book;

/**
 * One depth event: the new quantity of every level that changed (Binance {@code depthUpdate}).
 *
 * @param firstId {@code U}: the first update in it
 * @param lastId  {@code u}: the last update in it
 */
public record DepthUpdate(long firstId, long lastId, Levels bids, Levels asks) {
}
