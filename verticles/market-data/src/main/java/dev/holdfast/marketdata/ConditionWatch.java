package dev.holdfast.marketdata;

import dev.holdfast.resilience.health.SilenceWatch;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether one instrument's market may be acted upon, and why not (requirements D1, D2): the worst of what
 * the feed says, of our own silence watch, and of the book's prices. Begins STALE: nothing was heard yet.
 */
final class ConditionWatch {
    private final Duration staleAfter;
    private final SilenceWatch silence;
    private State feed = new State(MarketCondition.STALE, "nothing heard yet");
    private State book = State.LIVE;
    private State current = feed;

    /**
     * A condition and its cause.
     *
     * @param why one line for a person
     */
    record State(MarketCondition condition, String why) {
        static final State LIVE = new State(MarketCondition.LIVE, "fresh, in sequence, not crossed");

        State worst(State other) {
            return condition.worst(other.condition) == condition ? this : other;
        }
    }

    /**
     * Starts the watch.
     *
     * @param staleAfter silence longer than this is STALE, whatever the feed believes
     */
    ConditionWatch(Duration staleAfter, Instant now) {
        this.staleAfter = staleAfter;
        this.silence = new SilenceWatch(staleAfter, now);
    }

    /** A quote tells the feed's condition and whether the book is crossed. True if the condition changed. */
    boolean onQuote(Quote quote, Instant now) {
        silence.heard(now);
        boolean inSequence = quote.condition() == MarketCondition.LIVE
            || quote.condition() == MarketCondition.CROSSED;
        if (inSequence) {
            feed = State.LIVE;
        } else if (feed.condition() != quote.condition()) {
            feed = new State(quote.condition(), "the feed marked its quote " + quote.condition());
        }
        book = quote.isCrossed()
            ? new State(MarketCondition.CROSSED, "bid " + quote.bid() + " is not below ask " + quote.ask())
            : State.LIVE;
        return settle(now);
    }

    /** A trade proves that the stream is alive, nothing about the book. True if the condition changed. */
    boolean onTrade(Instant now) {
        silence.heard(now);
        return settle(now);
    }

    /** The feed speaks about the instrument. True if the condition changed. */
    boolean onFeed(MarketCondition condition, String why, Instant now) {
        if (condition.isTradable()) {
            silence.heard(now);
        }
        feed = condition.isTradable() ? State.LIVE : new State(condition, why);
        return settle(now);
    }

    /** Time passes. True if silence became too long. */
    boolean onTick(Instant now) {
        return settle(now);
    }

    State state() {
        return current;
    }

    private boolean settle(Instant now) {
        State silent = silence.isSilent(now)
            ? new State(MarketCondition.STALE, "silent for more than " + staleAfter.toMillis() + " ms")
            : State.LIVE;
        State next = feed.worst(book).worst(silent);
        boolean changed = next.condition() != current.condition();
        current = next;
        return changed;
    }
}
