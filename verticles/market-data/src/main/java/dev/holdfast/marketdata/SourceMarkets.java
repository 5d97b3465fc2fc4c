package dev.holdfast.marketdata;

import dev.holdfast.resilience.fallback.TierSight;
import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.runtime.venue.MarketFeed;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.PriceSource;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source of prices with a market of its own for each instrument: what two sources tell never meets. It is
 * kept going while another one serves, so that its fitness is known from its prices and not from a promise.
 * Lives on the verticle's context.
 */
final class SourceMarkets implements FeedListener {
    private static final Logger LOG = LoggerFactory.getLogger(SourceMarkets.class);

    private final PriceSource source;
    private final MarketFeed feed;
    private final MarketOutlet outlet;
    private final Vertx vertx;
    private final Clock clock;
    private final Map<InstrumentId, InstrumentMarket> markets = new TreeMap<>();
    private VenueTime venueTime = new VenueTime();
    private Future<Void> feedChange = Future.succeededFuture();
    private String notStarted;
    private boolean flushScheduled;
    private Instant newestQuote;
    private volatile long quotesHeard;
    private volatile long lateTrades;

    SourceMarkets(PriceSource source, MarketFeed feed, MarketOutlet outlet, Vertx vertx, Clock clock) {
        this.source = source;
        this.feed = feed;
        this.outlet = outlet;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Begins as if it had just been started: what was told meanwhile is not known here. */
    void begin(Set<InstrumentId> instruments, Duration staleAfter) {
        Instant now = clock.instant();
        venueTime = new VenueTime();
        newestQuote = now;
        instruments.forEach(id ->
            markets.put(id, new InstrumentMarket(id, source, outlet, staleAfter, now)));
        feedChange = feedChange.transform(before -> feed.start(instruments, this)).onComplete(
            started -> notStarted = null,
            failure -> {
                LOG.error("the feed of the {} did not start", source, failure);
                notStarted = failure.getMessage();
            });
    }

    /** Completes once the feed is stopped. */
    Future<Void> end() {
        markets.clear();
        feedChange = feedChange.transform(before -> feed.stop());
        return feedChange;
    }

    @Override
    public void onQuote(Quote quote) {
        InstrumentMarket market = market(quote.instrument());
        if (market == null) {
            return;
        }
        Instant now = clock.instant();
        quotesHeard++;
        newestQuote = now;
        venueTime.heard(quote.exchangeTime(), now);
        market.onQuote(quote.from(source), now);
        if (market.hasWaitingQuote()) {
            scheduleFlush();
        }
    }

    @Override
    public void onTrade(Trade trade) {
        InstrumentMarket market = market(trade.instrument());
        if (market == null) {
            return;
        }
        Instant now = clock.instant();
        venueTime.heard(trade.exchangeTime(), now);
        market.onTrade(trade.from(source), now);
    }

    @Override
    public void onCondition(InstrumentId instrument, MarketCondition condition, String why) {
        InstrumentMarket market = market(instrument);
        if (market != null) {
            market.onFeedCondition(condition, why, clock.instant());
        }
    }

    /** Silence is noticed, and bars end. */
    void tick(Instant now) {
        markets.values().forEach(market -> market.onTick(now));
        venueTime.tick(now).ifPresent(time -> markets.values().forEach(market -> market.closeBars(time)));
        lateTrades = markets.values().stream().mapToLong(InstrumentMarket::lateTrades).sum();
    }

    void showOpenBars() {
        markets.values().forEach(InstrumentMarket::showOpenBar);
    }

    /** Says how every market is: nobody heard it while another source served. */
    void tellAll(Instant now) {
        markets.values().forEach(market -> market.tell(now));
    }

    /** Fit while it is connected and at least half of its instruments may be acted upon. */
    TierSight sight() {
        if (notStarted != null) {
            return TierSight.unfit("feed not started: " + notStarted);
        }
        if (!feed.isUp()) {
            return TierSight.unfit(feed.detail());
        }
        long live = markets.values().stream()
            .filter(market -> market.state().condition().isTradable()).count();
        return 2 * live >= markets.size() ? TierSight.fit("at least half of it is LIVE")
            : TierSight.unfit(notLive());
    }

    /** The markets that may not be acted upon, and why; empty if there is none. */
    String notLive() {
        return markets.values().stream().filter(market -> !market.state().condition().isTradable())
            .map(market -> market.instrument() + " " + market.state().condition() + " ("
                + market.state().why() + ")")
            .collect(Collectors.joining(", "));
    }

    /** Why the feed could not even be started; null if it was. */
    String notStarted() {
        return notStarted;
    }

    PriceSource source() {
        return source;
    }

    MarketFeed feed() {
        return feed;
    }

    Instant newestQuote() {
        return newestQuote;
    }

    /** From any thread, as the next. */
    long quotesHeard() {
        return quotesHeard;
    }

    long lateTrades() {
        return lateTrades;
    }

    private InstrumentMarket market(InstrumentId instrument) {
        InstrumentMarket market = markets.get(instrument);
        if (market == null && !markets.isEmpty()) {
            LOG.warn("the feed of the {} speaks of {}, which was not asked for", source, instrument);
        }
        return market;
    }

    /** One timer serves all instruments, and only while a quote waits. */
    private void scheduleFlush() {
        if (!flushScheduled) {
            flushScheduled = true;
            vertx.setTimer(QuotePace.SPACING.toMillis(), time -> onFlush());
        }
    }

    private void onFlush() {
        flushScheduled = false;
        Instant now = clock.instant();
        boolean waiting = false;
        for (InstrumentMarket market : markets.values()) {
            waiting |= market.flushQuote(now);
        }
        if (waiting) {
            scheduleFlush();
        }
    }
}
