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
import dev.holdfast.runtime.venue.MarketFeed;
import dev.holdfast.trading.market.PriceSource;
import dev.holdfast.wire.Addresses;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Brings the venue's market to everybody (requirement A1.1): quotes, trades and bars of all configured
 * instruments, on the bus and in Kafka, each marked with whether it may be acted upon (D1, D2) and with who
 * told it (A3.4). What is STALE, CROSSED or GAPPED is decided by {@link ConditionWatch}, when bars close by
 * {@link VenueTime}, whose prices count by {@link PriceTiers}.
 * Of several nodes one has the feed, and the others stand by to take it over; nothing of a node that lost it
 * goes out. Everything runs on the one context of the verticle.
 */
public final class MarketDataVerticle extends VerticleBase implements LeaseHolder {
    /**
     * Nothing further down tells an old feed from a new one, so the ttl is waited out. Three seconds: below
     * the silence that makes a market STALE by default, and several renewals may be late.
     */
    static final DutyDesk.Terms FEED =
        new DutyDesk.Terms("market-data.feed", Duration.ofSeconds(3), false);
    /** A broker that takes nothing any more must not be handed every quote for 30 s before each is lost. */
    private static final GuardTerms STORE =
        GuardTerms.of("kafka.market", StreamWriter.MAX_IN_FLIGHT, CallJudge.EVERY_FAILURE);
    private static final String SERVICE = "market-data";
    /** Silence and the ends of bars are noticed this late at most, besides {@link VenueTime#GRACE}. */
    private static final long TICK_MILLIS = 50;
    /** A market may rest for a while; one that is silent for so many times the limit is not being heard. */
    private static final int QUIET_TIMES = 4;
    /** Four times a second: a chart looks alive, and no faster than an eye follows. */
    private static final long OPEN_BAR_MILLIS = 250;

    private final NodeKit kit;
    private final Map<PriceSource, MarketFeed> feeds;
    private final Clock clock;
    private final MarketPublisher publisher;
    private final TierGate gate;
    private PriceTiers tiers;
    private ServiceReporter reporter;
    private Duty duty;
    private MessageConsumer<Buffer> ear;
    private boolean holding;
    private Future<Void> ended = Future.succeededFuture();

    /** With the venue's own feed only. */
    public MarketDataVerticle(NodeKit kit, MarketFeed feed) {
        this(kit, Map.of(PriceSource.VENUE, feed));
    }

    /**
     * With several sources of prices.
     *
     * @param feeds of the venue, and of the backup if there is one
     */
    public MarketDataVerticle(NodeKit kit, Map<PriceSource, MarketFeed> feeds) {
        this.kit = kit;
        this.feeds = feeds;
        this.clock = kit.identity().clock();
        this.publisher = new MarketPublisher(kit.bus(), kit.streams(), kit.breakers().guard(STORE),
            this::maySpeak);
        this.gate = new TierGate(publisher);
    }

    @Override
    public Future<?> start() {
        if (kit.config().instruments().isEmpty()) {
            return Future.failedFuture(new IllegalArgumentException("a feed needs instruments"));
        }
        tiers = new PriceTiers(kit, vertx, feeds, gate);
        listen();
        vertx.setPeriodic(TICK_MILLIS, tick -> onTick());
        vertx.setPeriodic(OPEN_BAR_MILLIS, tick -> tiers.showOpenBars());
        reporter = ServiceReporter.start(vertx, kit, SERVICE, this::selfView).proving(this::prove)
            .needing("venue-feed", this::reachVenue);
        duty = kit.leases().contend(FEED, context, this);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        reporter.stop();
        onLost();
        return ended.eventually(() -> {
            duty.giveUp();
            return Future.succeededFuture();
        });
    }

    @Override
    public void onHeld(long token) {
        holding = true;
        ear.unregister();
        tiers.begin();
    }

    @Override
    public void onLost() {
        if (holding) {
            holding = false;
            ended = tiers.end("this node has the feed no more");
            listen();
        }
    }

    /** Who stands by keeps the prices of whoever has the feed, to know them if it has to take over. */
    private void listen() {
        ear = kit.bus().subscribe(Addresses.QUOTE, gate::remember);
    }

    /** Asked before every word: a node that stood still learns late that it lost the feed. */
    private boolean maySpeak() {
        return holding && duty.isHeld();
    }

    /** Safe to call from any thread. */
    public MarketDataMetrics metrics() {
        return new MarketDataMetrics(tiers.quotesHeard(), publisher.quotes(), publisher.trades(),
            publisher.bars(), tiers.lateTrades(), publisher.unstored().sum(), tiers.malformedFrames());
    }

    private void onTick() {
        if (holding) {
            tiers.tick(clock.instant());
        }
    }

    private SelfView selfView() {
        boolean storing = !publisher.unstored().goesOn();
        if (!holding) {
            return standingBy(duty == null ? null : duty.holder());
        }
        if (tiers.venue().notStarted() != null) {
            return SelfView.unhealthy("feed not started: " + tiers.venue().notStarted());
        }
        if (tiers.isDown()) {
            return SelfView.waiting("feed down: " + tiers.venue().feed().detail() + "; "
                + metrics().summary());
        }
        String lacks = tiers.lacks();
        HealthStatus status = lacks.isEmpty() && storing ? HealthStatus.HEALTHY : HealthStatus.DEGRADED;
        String markets = lacks.isEmpty() ? kit.config().instruments().size() + " instruments LIVE" : lacks;
        return new SelfView(status, markets + (storing ? "; " : "; Kafka does not store; ")
            + metrics().summary());
    }

    /** Who has the feed has a fresh quote, or is on a market that rests; who stands by knows who has it. */
    private Future<SelfView> prove() {
        if (!holding) {
            return Future.succeededFuture(standingBy(duty == null ? null : duty.holder()));
        }
        Duration age = Duration.between(tiers.newestQuote(), clock.instant());
        Duration limit = kit.config().failsafe().health().quoteAge();
        String found = "no quote for " + age.toMillis() + " ms";
        return Future.succeededFuture(age.compareTo(limit) <= 0 ? SelfView.healthy(found)
            : age.compareTo(limit.multipliedBy(QUIET_TIMES)) <= 0 ? SelfView.degraded(found)
            : SelfView.unhealthy(found));
    }

    private Future<SelfView> reachVenue() {
        boolean fine = !holding || tiers.venue().feed().isUp();
        String detail = tiers.venue().feed().detail();
        return Future.succeededFuture(fine ? SelfView.healthy(holding ? detail : "standing by")
            : SelfView.unhealthy(detail));
    }

    private static SelfView standingBy(String holder) {
        return holder == null ? SelfView.degraded("standing by; nobody has the feed at the moment")
            : SelfView.healthy("standing by; the feed is at " + holder);
    }
}
