package dev.holdfast.venuesim.book;

/**
 * What the public sees of one price level: background and our resting orders together. Zero quantity =
 * gone.
 */
public record LevelView(Side side, long price, long quantity) {
}
