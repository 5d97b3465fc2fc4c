package dev.holdfast.marketdata;

import dev.holdfast.trading.market.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Thins out one instrument's quotes when they come faster than consumers need: at most one every
 * {@link #SPACING}, always the newest. A quote is held back for less than SPACING and never if none went out
 * just before, so a single change is not delayed. At most one quote waits. Trades are never thinned out.
 */
final class QuotePace {
    /** 100 quotes a second: more than a bar strategy, a risk rule or an eye can use. */
    static final Duration SPACING = Duration.ofMillis(10);

    private Instant nextAllowed = Instant.MIN;
    private Quote waiting;

    /** Takes a quote; answers it if it may go at once. Replaces one that waits. */
    Optional<Quote> offer(Quote quote, Instant now) {
        waiting = quote;
        return due(now);
    }

    /** The quote that waited, if its time has come. */
    Optional<Quote> due(Instant now) {
        if (waiting == null || now.isBefore(nextAllowed)) {
            return Optional.empty();
        }
        Quote quote = waiting;
        sentAtOnce(now);
        return Optional.of(quote);
    }

    /** A quote went out past the pace, such as one with a new condition; one that waits is older. */
    void sentAtOnce(Instant now) {
        waiting = null;
        nextAllowed = now.plus(SPACING);
    }

    boolean isWaiting() {
        return waiting != null;
    }
}
