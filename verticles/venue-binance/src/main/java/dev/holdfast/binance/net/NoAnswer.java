package dev.holdfast.binance.net;

/** A question got no answer that means anything; asking again later may help. */
public final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoAnswer(String why) {
        // No stack trace: it says something about the venue, nothing about our code.
        super(why, null, false, false);
    }
}
