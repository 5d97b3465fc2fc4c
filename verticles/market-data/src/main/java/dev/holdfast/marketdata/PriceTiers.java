package dev.holdfast.marketdata;

import dev.holdfast.resilience.fallback.FallbackTerms;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.fallback.ServedChain;
import dev.holdfast.runtime.venue.MarketFeed;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.PriceSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The chain of the sources of prices (requirement A3.4): the venue's streams, a backup's if there is one, the
 * last prices known. All sources run; one serves, and which one {@code FallbackChain} decides. Lives on the
 * verticle's context.
 */
final class PriceTiers {
    private static final String CHAIN = "market-data";
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
    private static final int PROBES_TO_RETURN = 5;
    private static final Duration CACHE_EVERY = Duration.ofSeconds(1);

    private final NodeKit kit;
    private final TierGate gate;
    private final List<SourceMarkets> sources = new ArrayList<>();
    private ServedChain chain;
    private Instant cacheAt;

    /**
     * Prepares the chain.
     *
     * @param feeds of each source that there is
     */
    PriceTiers(NodeKit kit, Vertx vertx, Map<PriceSource, MarketFeed> feeds, TierGate gate) {
        this.kit = kit;
        this.gate = gate;
        new TreeMap<>(feeds).forEach((source, feed) -> sources.add(
            new SourceMarkets(source, feed, gate.of(source), vertx, kit.identity().clock())));
    }

    void begin() {
        NodeConfig.MarketData config = kit.config().marketData();
        List<String> tiers = new ArrayList<>(sources.stream().map(each -> name(each.source())).toList());
        tiers.add(name(PriceSource.CACHE));
        chain = ServedChain.begin(kit, CHAIN, tiers, new FallbackTerms(config.fallAfter(), PROBE_EVERY,
            PROBES_TO_RETURN, config.returnAfter()));
        gate.serve(sources.getFirst().source());
        Set<InstrumentId> all = kit.config().instruments().stream().map(Instrument::id)
            .collect(Collectors.toUnmodifiableSet());
        sources.forEach(source -> source.begin(all, config.staleAfter()));
    }

    /** Completes once all feeds are stopped. */
    Future<Void> end(String why) {
        chain.end(why);
        return Future.join(sources.stream().map(SourceMarkets::end).toList()).mapEmpty();
    }

    /** Lets time pass; to be called every few tens of milliseconds. */
    void tick(Instant now) {
        sources.forEach(source -> source.tick(now));
        chain.look(sources.stream().map(SourceMarkets::sight).toList())
            .ifPresent(change -> onChange(PriceSource.valueOf(change.to().toUpperCase(Locale.ROOT)), now));
        if (gate.serving() == PriceSource.CACHE && !now.isBefore(cacheAt)) {
            cacheAt = now.plus(CACHE_EVERY);
            gate.tellCache(now);
        }
    }

    void showOpenBars() {
        sources.forEach(SourceMarkets::showOpenBars);
    }

    /** True while no source is connected at all. */
    boolean isDown() {
        return sources.stream().noneMatch(source -> source.feed().isUp());
    }

    /** What is not as it should be: a lower tier, or markets that are not LIVE; empty if all is well. */
    String lacks() {
        String notLive = sources.stream().filter(source -> source.source() == gate.serving())
            .map(SourceMarkets::notLive).findFirst().orElse("no prices but those of old");
        String away = chain.isOnFirst() ? "" : "prices come from the " + chain.tier() + ", as " + chain.why();
        return away + (away.isEmpty() || notLive.isEmpty() ? "" : "; ") + notLive;
    }

    /** The venue's own, which is the first tier. */
    SourceMarkets venue() {
        return sources.getFirst();
    }

    /** When the serving source told its last quote; that of the venue if none serves. */
    Instant newestQuote() {
        return sources.stream().filter(source -> source.source() == gate.serving()).findFirst()
            .orElse(venue()).newestQuote();
    }

    /** From any thread, as the next two. */
    long quotesHeard() {
        return sources.stream().mapToLong(SourceMarkets::quotesHeard).sum();
    }

    long lateTrades() {
        return sources.stream().mapToLong(SourceMarkets::lateTrades).sum();
    }

    long malformedFrames() {
        return sources.stream().mapToLong(source -> source.feed().malformedFrames()).sum();
    }

    private void onChange(PriceSource next, Instant now) {
        gate.serve(next);
        cacheAt = now;
        sources.stream().filter(source -> source.source() == next).forEach(source -> source.tellAll(now));
    }

    private static String name(PriceSource source) {
        return source.name().toLowerCase(Locale.ROOT);
    }
}
