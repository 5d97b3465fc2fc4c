package dev.holdfast.marketdata;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.lease.DutyDesk;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.cluster.Duty;
import dev.holdfast.runtime.cluster.LeaseHolder;
import dev.holdfast.runtime.guard.CallJudge;
import dev.holdfast.runtime.guard.GuardTerms;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.runtime.venue.MarketFeed;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
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
 * Brings the venue's market to everybody (requirement A1.1): quotes, trades and bars of all configured
 * instruments, on the bus and in Kafka, each marked with whether it may be acted upon (D1, D2). What is
 * STALE, CROSSED or GAPPED is decided by {@link ConditionWatch}, when bars close by {@link VenueTime}.
 * Of several nodes one has the feed, and the others stand by to take it over; nothing of a node that lost it
 * goes out. Everything runs on the one context of the verticle.
 */
public final class MarketDataVerticle extends VerticleBase implements FeedListener, LeaseHolder {
    /**
     * Nothing further down tells an old feed from a new one, so the ttl is waited out. Three seconds: below
     * the silence that makes a market STALE by default, and several renewals may be late.
     */
    static final DutyDesk.Terms FEED =
        new DutyDesk.Terms("market-data.feed", Duration.ofSeconds(3), false);
    /** A broker that takes nothing any more must not be handed every quote for 30 s before each is lost. */
    private static final GuardTerms STORE =
        GuardTerms.of("kafka.market", StreamWriter.MAX_IN_FLIGHT, CallJudge.EVERY_FAILURE);
    private static final Logger LOG = LoggerFactory.getLogger(MarketDataVerticle.class);
    private static final String SERVICE = "market-data";
    /** Silence and the ends of bars are noticed this late at most, besides {@link VenueTime#GRACE}. */
    private static final long TICK_MILLIS = 50;
    /** A market may rest for a while; one that is silent for so many times the limit is not being heard. */
    private static final int QUIET_TIMES = 4;
    /** Four times a second: a chart looks alive, and no faster than an eye follows. */
    private static final long OPEN_BAR_MILLIS = 250;

    private final NodeKit kit;
    private final MarketFeed feed;
    private final Clock clock;
    private final MarketPublisher publisher;
    private final Map<InstrumentId, InstrumentMarket> markets = new TreeMap<>();
    private VenueTime venueTime = new VenueTime();
    private ServiceReporter reporter;
    private Duty duty;
    private boolean holding;
    private String notStarted;
    private Future<Void> feedChange = Future.succeededFuture();
    private boolean flushScheduled;
    private Instant newestQuote;
    private volatile long quotesHeard;
    private volatile long lateTrades;
    private long unstoredAtLastReport;

    public MarketDataVerticle(NodeKit kit, MarketFeed feed) {
        this.kit = kit;
        this.feed = feed;
        this.clock = kit.identity().clock();
        this.publisher = new MarketPublisher(kit.bus(), kit.streams(), kit.breakers().guard(STORE),
            this::maySpeak);
    }

    @Override
    public Future<?> start() {
        if (kit.config().instruments().isEmpty()) {
            return Future.failedFuture(new IllegalArgumentException("a feed needs instruments"));
        }
        vertx.setPeriodic(TICK_MILLIS, tick -> onTick());
        vertx.setPeriodic(OPEN_BAR_MILLIS, tick -> markets.values().forEach(InstrumentMarket::showOpenBar));
        reporter = ServiceReporter.start(vertx, kit, SERVICE, this::selfView).proving(this::prove)
            .needing("venue-feed", this::reachVenue);
        duty = kit.leases().contend(FEED, context, this);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        reporter.stop();
        onLost();
        return feedChange.eventually(() -> {
            duty.giveUp();
            return Future.succeededFuture();
        });
    }

    /** Begins as if it had just been started: what another node heard meanwhile is not known here. */
    @Override
    public void onHeld(long token) {
        holding = true;
        Instant now = clock.instant();
        venueTime = new VenueTime();
        newestQuote = now;
        for (Instrument instrument : kit.config().instruments()) {
            markets.put(instrument.id(), new InstrumentMarket(instrument.id(), publisher,
                kit.config().marketData().staleAfter(), now));
        }
        Set<InstrumentId> all = Set.copyOf(markets.keySet());
        feedChange = feedChange.transform(before -> feed.start(all, this)).onComplete(
            started -> notStarted = null,
            failure -> {
                LOG.error("the feed did not start", failure);
                notStarted = failure.getMessage();
            });
    }

    @Override
    public void onLost() {
        if (holding) {
            holding = false;
            markets.clear();
            feedChange = feedChange.transform(before -> feed.stop());
        }
    }

    /** Asked before every word: a node that stood still learns late that it lost the feed. */
    private boolean maySpeak() {
        return holding && duty.isHeld();
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
        market.onQuote(quote, now);
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
        market.onTrade(trade, now);
    }

    @Override
    public void onCondition(InstrumentId instrument, MarketCondition condition, String why) {
        InstrumentMarket market = market(instrument);
        if (market != null) {
            market.onFeedCondition(condition, why, clock.instant());
        }
    }

    /** Safe to call from any thread. */
    public MarketDataMetrics metrics() {
        return new MarketDataMetrics(quotesHeard, publisher.quotes(), publisher.trades(), publisher.bars(),
            lateTrades, publisher.unstored(), feed.malformedFrames());
    }

    private InstrumentMarket market(InstrumentId instrument) {
        InstrumentMarket market = markets.get(instrument);
        if (market == null && holding) {
            LOG.warn("the feed speaks of {}, which was not asked for", instrument);
        }
        return market;
    }

    private void onTick() {
        Instant now = clock.instant();
        markets.values().forEach(market -> market.onTick(now));
        venueTime.tick(now).ifPresent(time -> markets.values().forEach(market -> market.closeBars(time)));
        lateTrades = markets.values().stream().mapToLong(InstrumentMarket::lateTrades).sum();
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

    private SelfView selfView() {
        long unstored = publisher.unstored();
        boolean storing = unstored == unstoredAtLastReport;
        unstoredAtLastReport = unstored;
        if (!holding) {
            return standingBy(duty == null ? null : duty.holder());
        }
        if (notStarted != null) {
            return SelfView.unhealthy("feed not started: " + notStarted);
        }
        if (!feed.isUp()) {
            return SelfView.waiting("feed down: " + feed.detail() + "; " + metrics().summary());
        }
        String notLive = markets.values().stream()
            .filter(market -> !market.state().condition().isTradable())
            .map(market -> market.instrument() + " " + market.state().condition() + " ("
                + market.state().why() + ")")
            .collect(Collectors.joining(", "));
        HealthStatus status = notLive.isEmpty() && storing ? HealthStatus.HEALTHY : HealthStatus.DEGRADED;
        String markets = notLive.isEmpty() ? this.markets.size() + " instruments LIVE" : notLive;
        return new SelfView(status, markets + (storing ? "; " : "; Kafka does not store; ")
            + metrics().summary());
    }

    /** Who has the feed has a fresh quote, or is on a market that rests; who stands by knows who has it. */
    private Future<SelfView> prove() {
        if (!holding) {
            return Future.succeededFuture(standingBy(duty == null ? null : duty.holder()));
        }
        Duration age = Duration.between(newestQuote, clock.instant());
        Duration limit = kit.config().failsafe().health().quoteAge();
        String found = "no quote for " + age.toMillis() + " ms";
        return Future.succeededFuture(age.compareTo(limit) <= 0 ? SelfView.healthy(found)
            : age.compareTo(limit.multipliedBy(QUIET_TIMES)) <= 0 ? SelfView.degraded(found)
            : SelfView.unhealthy(found));
    }

    private Future<SelfView> reachVenue() {
        boolean fine = !holding || feed.isUp();
        return Future.succeededFuture(fine ? SelfView.healthy(holding ? feed.detail() : "standing by")
            : SelfView.unhealthy(feed.detail()));
    }

    private static SelfView standingBy(String holder) {
        return holder == null ? SelfView.degraded("standing by; nobody has the feed at the moment")
            : SelfView.healthy("standing by; the feed is at " + holder);
    }
}
