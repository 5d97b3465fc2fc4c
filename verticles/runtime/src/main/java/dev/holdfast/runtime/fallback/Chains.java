package dev.holdfast.runtime.fallback;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.ChainStates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.micrometer.backends.BackendRegistries;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The fallback chains that are at work on one node, for whoever asks. May be used from any thread. */
public final class Chains {
    private final Bus bus;
    private final NodeIdentity identity;
    private final Map<String, ServedChain> chains = new ConcurrentSkipListMap<>();
    private final MeterRegistry registry = BackendRegistries.getDefaultNow();

    public Chains(Bus bus, NodeIdentity identity) {
        this.bus = bus;
        this.identity = identity;
    }

    /** Answers on the bus from here on. */
    public void start() {
        bus.serve(Addresses.chains(identity.name()),
            ask -> Future.succeededFuture(new ChainStates(identity.name(), views())));
    }

    /** All of them as they are now, by name. */
    public List<FailsafeView.Chain> views() {
        return chains.values().stream().map(ServedChain::view).toList();
    }

    /** A later one of a name takes the place of one that its instance left behind. */
    void add(ServedChain chain) {
        boolean first = chains.put(chain.name(), chain) == null;
        if (first && registry != null) {
            Gauge.builder("holdfast.fallback.tier", this, of -> of.tierOf(chain.name())).strongReference(true)
                .description("The tier that serves; 0 is the first").tag("chain", chain.name())
                .register(registry);
        }
    }

    void remove(ServedChain chain) {
        chains.remove(chain.name(), chain);
    }

    /** NaN while the node has no such chain at work. */
    private double tierOf(String name) {
        ServedChain chain = chains.get(name);
        return chain == null ? Double.NaN : chain.view().tiers().indexOf(chain.view().tier());
    }
}
