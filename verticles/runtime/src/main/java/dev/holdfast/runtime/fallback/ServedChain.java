package dev.holdfast.runtime.fallback;

import dev.holdfast.resilience.fallback.FallbackChain;
import dev.holdfast.resilience.fallback.FallbackTerms;
import dev.holdfast.resilience.fallback.TierChange;
import dev.holdfast.resilience.fallback.TierSight;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.TierChanged;
import dev.holdfast.wire.failsafe.FailsafeView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fallback chain at work (requirement A3.4): tells its beginning and every change to the failsafe layer,
 * and shows itself. Lives on its owner's context; only {@link #view} may be called from elsewhere.
 */
public final class ServedChain {
    private static final Logger LOG = LoggerFactory.getLogger(ServedChain.class);

    private final NodeKit kit;
    private final String name;
    private final FallbackChain chain;
    private volatile FailsafeView.Chain view;

    private ServedChain(NodeKit kit, String name, FallbackChain chain) {
        this.kit = kit;
        this.name = name;
        this.chain = chain;
        this.view = shown();
    }

    /**
     * Begins on the first tier. That is told too: whatever an earlier life of it had fallen to is over.
     *
     * @param name  the service's, so that alerts know what it stands on
     * @param tiers best first
     */
    public static ServedChain begin(NodeKit kit, String name, List<String> tiers, FallbackTerms terms) {
        Instant now = kit.identity().clock().instant();
        ServedChain begun = new ServedChain(kit, name, new FallbackChain(tiers, terms, now));
        kit.chains().add(begun);
        kit.fence().onCut(() -> kit.chains().remove(begun));
        begun.tell(null, tiers.getFirst(), begun.chain.why(), now);
        return begun;
    }

    /** Looks at the tiers; the change, if another one serves from here on. */
    public Optional<TierChange> look(List<TierSight> sights) {
        Optional<TierChange> change = chain.look(sights, kit.identity().clock().instant());
        change.ifPresent(changed -> {
            view = shown();
            LOG.warn("{}: {} serves instead of {}, as {}", name, changed.to(), changed.from(), changed.why());
            tell(changed.from(), changed.to(), changed.why(), changed.at());
        });
        return change;
    }

    /** It is not at work any more, here: nobody is served from a lower tier of it. */
    public void end(String why) {
        kit.chains().remove(this);
        if (!chain.isOnFirst()) {
            tell(chain.tier(), chain.tiers().getFirst(), "ended: " + why, kit.identity().clock().instant());
        }
    }

    public String name() {
        return name;
    }

    /** The one that serves. */
    public String tier() {
        return chain.tier();
    }

    /** Why it does. */
    public String why() {
        return chain.why();
    }

    public boolean isOnFirst() {
        return chain.isOnFirst();
    }

    /** As it is now; from any thread. */
    public FailsafeView.Chain view() {
        return view;
    }

    private FailsafeView.Chain shown() {
        return new FailsafeView.Chain(name, kit.identity().name(), chain.tiers(), chain.tier(), chain.why(),
            chain.since());
    }

    private void tell(String from, String to, String why, Instant at) {
        kit.bus().publish(Addresses.FAILSAFE,
            new TierChanged(name, kit.identity().name(), from, to, chain.tiers().getFirst(), why, at));
    }
}
