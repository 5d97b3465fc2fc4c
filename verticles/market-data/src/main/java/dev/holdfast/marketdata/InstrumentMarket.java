package dev.holdfast.marketdata;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarBuilder;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.PriceSource;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.wire.message.MarketConditionChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One instrument's market: marks quotes with the condition, builds bars, and says when the condition
 * changes. Everything leaves through the outlet, a change of condition before the first quote that carries
 * it. Not thread-safe: one owner.
 */
final class InstrumentMarket {
    private final InstrumentId instrument;
    private final MarketOutlet outlet;
    private final ConditionWatch watch;
    private final QuotePace pace = new QuotePace();
    private final BarBuilder seconds;
    private final BarBuilder minutes;
    private Quote lastQuote;
    private boolean lastQuoteIsInSequence;
    private Bar lastOpenBar;

    /**
     * Starts with an unheard, so STALE, market.
     *
     * @param source of all that it will hear
     */
    InstrumentMarket(InstrumentId instrument, PriceSource source, MarketOutlet outlet, Duration staleAfter,
                     Instant now) {
        this.instrument = instrument;
        this.outlet = outlet;
        this.watch = new ConditionWatch(staleAfter, now);
        this.seconds = new BarBuilder(instrument, BarInterval.SECOND, source);
        this.minutes = new BarBuilder(instrument, BarInterval.MINUTE, source);
        seconds.onCondition(condition());
        minutes.onCondition(condition());
    }

    void onQuote(Quote quote, Instant now) {
        lastQuote = quote;
        lastQuoteIsInSequence = true;
        if (watch.onQuote(quote, now)) {
            conditionChanged(now);
        } else {
            pace.offer(quote.withCondition(condition()), now).ifPresent(outlet::quote);
        }
    }

    void onTrade(Trade trade, Instant now) {
        // Bars that end before this trade close under the condition they had.
        publish(seconds.advanceTo(trade.exchangeTime()));
        publish(minutes.advanceTo(trade.exchangeTime()));
        if (watch.onTrade(now)) {
            conditionChanged(now);
        }
        outlet.trade(trade);
        publish(seconds.onTrade(trade));
        publish(minutes.onTrade(trade));
    }

    void onFeedCondition(MarketCondition condition, String why, Instant now) {
        if (!condition.isTradable()) {
            lastQuoteIsInSequence = false;
        }
        if (watch.onFeed(condition, why, now)) {
            conditionChanged(now);
        }
    }

    /** Lets time pass on our clock: silence is noticed. */
    void onTick(Instant now) {
        if (watch.onTick(now)) {
            conditionChanged(now);
        }
    }

    /** Says the condition and the last quote, whether or not they changed. */
    void tell(Instant now) {
        outlet.condition(new MarketConditionChanged(instrument, condition(), watch.state().why(), now));
        // Whoever only hears quotes must learn it too. After a gap the old quote may not be called
        // LIVE again: the book may have moved, so the feed's next quote says it.
        if (lastQuote != null && (lastQuoteIsInSequence || !condition().isTradable())) {
            pace.sentAtOnce(now);
            outlet.quote(lastQuote.withCondition(condition()));
        }
    }

    /** Closes the bars that end at or before {@code venueTime}. */
    void closeBars(Instant venueTime) {
        publish(seconds.advanceTo(venueTime));
        publish(minutes.advanceTo(venueTime));
    }

    /** Shows the one-second bar being built, if it changed since it was last shown. */
    void showOpenBar() {
        Bar open = seconds.current();
        if (open != null && !open.equals(lastOpenBar)) {
            lastOpenBar = open;
            outlet.openBar(open);
        }
    }

    /** Sends the quote that was held back, if it is time; true if one still waits. */
    boolean flushQuote(Instant now) {
        pace.due(now).ifPresent(outlet::quote);
        return pace.isWaiting();
    }

    boolean hasWaitingQuote() {
        return pace.isWaiting();
    }

    InstrumentId instrument() {
        return instrument;
    }

    ConditionWatch.State state() {
        return watch.state();
    }

    /** Trades that came after their one-second bar had closed. */
    long lateTrades() {
        return seconds.lateTrades();
    }

    private MarketCondition condition() {
        return watch.state().condition();
    }

    private void conditionChanged(Instant now) {
        seconds.onCondition(condition());
        minutes.onCondition(condition());
        tell(now);
    }

    private void publish(List<Bar> bars) {
        bars.forEach(outlet::bar);
    }
}
