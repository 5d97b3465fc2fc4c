package dev.holdfast.binance.feed;

/** A frame that is not what the venue's documents promise. Checked, so that nobody forgets to count it. */
public final class MalformedFrame extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedFrame(String why) {
        // No stack trace: garbage may come in floods, and the place is always the reader.
        super(why, null, false, false);
    }
}
