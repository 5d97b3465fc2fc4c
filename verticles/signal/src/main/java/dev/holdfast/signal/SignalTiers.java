package dev.holdfast.signal;

import dev.holdfast.resilience.fallback.FallbackTerms;
import dev.holdfast.resilience.fallback.TierSight;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.fallback.ServedChain;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.signal.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The chain of ways to make signals (requirement A3.4): the given tiers, best first, and behind them to hold.
 * What the serving tier says goes out; on hold nothing does (invariant 17). No tier serves without a market:
 * while no instrument has live bars, it is held. Lives on the verticle's context.
 */
final class SignalTiers {
    static final String HOLD = "hold";
    private static final String CHAIN = "signal";
    /** A live market closes a bar every second; five that are missing are not a late one. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NodeKit kit;
    private final Clock clock;
    private final Consumer<Signal> outside;
    private List<SignalTier> tiers;
    private ServedChain chain;
    private Instant liveAt;
    private MarketCondition newest = MarketCondition.LIVE;

    SignalTiers(NodeKit kit, Consumer<Signal> outside) {
        this.kit = kit;
        this.clock = kit.identity().clock();
        this.outside = outside;
    }

    /** Where the tier of that name says its signals. */
    Consumer<Signal> outletOf(String tier) {
        return signal -> {
            if (chain.tier().equals(tier)) {
                outside.accept(signal);
            }
        };
    }

    void begin(List<SignalTier> bestFirst) {
        tiers = List.copyOf(bestFirst);
        List<String> names = new ArrayList<>(tiers.stream().map(SignalTier::name).toList());
        names.add(HOLD);
        liveAt = clock.instant();
        chain = ServedChain.begin(kit, CHAIN, names, FallbackTerms.AT_ONCE);
    }

    void end() {
        chain.end("the service stops");
    }

    /** The market is looked at first: a signal must not rest on a bar that ends the hold only afterwards. */
    void onBar(Bar bar) {
        newest = bar.condition();
        if (bar.condition().isTradable()) {
            liveAt = clock.instant();
        }
        look();
        tiers.forEach(tier -> tier.onBar(bar));
    }

    /** Lets time pass; to be called about every second. */
    void look() {
        Duration age = Duration.between(liveAt, clock.instant());
        boolean market = age.compareTo(PATIENCE) <= 0;
        TierSight none = TierSight.unfit("no live bar for more than " + PATIENCE.toSeconds()
            + " s, the newest is " + newest);
        chain.look(tiers.stream().map(tier -> market ? tier.sight() : none).toList());
    }

    /** One line for a person. */
    String words() {
        return chain.isOnFirst() ? chain.tier() : chain.tier() + ", as " + chain.why();
    }
}
