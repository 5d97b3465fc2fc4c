package dev.holdfast.marketdata;

/**
 * What a market-data verticle has done since it started.
 *
 * @param quotesHeard     from the feeds, those that stand by too
 * @param quotesPublished after thinning out; includes those repeated with a new condition
 * @param trades          heard and published: none is left out
 * @param bars            closed and published, of every interval
 * @param lateTrades      published, but too late for their one-second bar
 * @param unstored        records that Kafka did not take; they were on the bus all the same
 * @param malformedFrames dropped by the feeds
 */
public record MarketDataMetrics(long quotesHeard, long quotesPublished, long trades, long bars,
                                long lateTrades, long unstored, long malformedFrames) {
    /** One line for the service's health. */
    String summary() {
        return quotesPublished + " of " + quotesHeard + " quotes, " + trades + " trades, " + bars + " bars, "
            + lateTrades + " late trades, " + unstored + " not stored, " + malformedFrames
            + " malformed frames";
    }
}
