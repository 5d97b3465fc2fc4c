package dev.holdfast.binance.book;

/**
 * Price levels of one side as a frame lists them: price and quantity by turns, each in 10<sup>-8</sup>.
 *
 * @param pairs not copied; whoever makes a record hands the array over
 */
public record Levels(long[] pairs) {
    private static final long[] NO_PAIRS = {};
    /** No level at all. */
    public static final Levels NONE = new Levels(NO_PAIRS);

    void applyTo(BookSide side) {
        for (int i = 0; i < pairs.length; i += 2) {
            side.set(pairs[i], pairs[i + 1]);
        }
    }
}
