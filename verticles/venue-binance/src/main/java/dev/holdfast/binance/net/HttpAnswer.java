package dev.holdfast.binance.net;

/** What came of one HTTP request. The difference between the last two is what keeps orders safe. */
public sealed interface HttpAnswer {
    /**
     * The venue, or something before it, answered.
     *
     * @param retryAfterSeconds of the {@code Retry-After} header; -1 without one
     */
    record Answered(int status, long retryAfterSeconds, String body) implements HttpAnswer {
    }

    /**
     * No byte of it left this process.
     *
     * @param unreachable true if no connection could be had; false if we held it back
     */
    record NotWritten(String why, boolean unreachable) implements HttpAnswer {
        /** Held back by us. */
        public NotWritten(String why) {
            this(why, false);
        }
    }

    /** It was written, wholly or in part, and no answer came. */
    record Lost(String cause) implements HttpAnswer {
    }
}
