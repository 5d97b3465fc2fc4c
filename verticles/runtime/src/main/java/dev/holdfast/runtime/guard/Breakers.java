package dev.holdfast.runtime.guard;

import dev.holdfast.resilience.breaker.BreakerChange;
import dev.holdfast.resilience.breaker.BreakerMode;
import dev.holdfast.resilience.breaker.BreakerSnapshot;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.BreakerChanged;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.BreakerStates;
import dev.holdfast.wire.message.ForceBreaker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guarded calls of one node by name: tells every change to the failsafe layer, shows them to whoever asks
 * over the bus, and obeys operators. May be used from any thread.
 */
public final class Breakers {
    /** Guards a node has at most; beyond them all calls share one. */
    static final int MAX_GUARDS = 100;
    private static final String OTHERS = "others";
    private static final long TICK_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

    private final Bus bus;
    private final NodeIdentity identity;
    private final LongSupplier nanoTime;
    private final Map<String, GuardedCall> guards = new ConcurrentHashMap<>();
    private final BreakerMetrics metrics = new BreakerMetrics();
    private final List<MessageConsumer<Buffer>> served = new ArrayList<>();
    private Long timer;

    public Breakers(Bus bus, NodeIdentity identity) {
        this(bus, identity, System::nanoTime);
    }

    /**
     * The same by another clock.
     *
     * @param nanoTime monotonic
     */
    Breakers(Bus bus, NodeIdentity identity, LongSupplier nanoTime) {
        this.bus = bus;
        this.identity = identity;
        this.nanoTime = nanoTime;
    }

    /** Serves the bus from here on, and lets time pass in the breakers that nobody calls. */
    public synchronized void start() {
        String node = identity.name();
        timer = vertx().setPeriodic(TICK_MILLIS, tick -> guards.values().forEach(GuardedCall::tick));
        served.add(bus.serve(Addresses.breakers(node),
            ask -> Future.succeededFuture(new BreakerStates(node, views()))));
        served.add(bus.serve(Addresses.forceBreaker(node), this::onForce));
    }

    public synchronized void stop() {
        if (timer != null) {
            vertx().cancelTimer(timer);
        }
        served.forEach(MessageConsumer::unregister);
        guards.values().forEach(GuardedCall::close);
        metrics.close();
    }

    /** The guard of that name; made by these terms if it is not there yet. */
    public GuardedCall guard(GuardTerms terms) {
        GuardedCall known = guards.get(terms.name());
        return known != null ? known : make(terms);
    }

    /** What is called under that name is another one from here on, such as a restarted process. */
    public void renew(String name, String why) {
        GuardedCall known = guards.get(name);
        if (known != null) {
            known.renew(why);
        }
    }

    /** What is called under that name gave a sign of life. */
    public void hear(String name, String why) {
        GuardedCall known = guards.get(name);
        if (known != null) {
            known.hear(why);
        }
    }

    /** All of them as they are now, by name. */
    public List<FailsafeView.Breaker> views() {
        return guards.values().stream().map(this::view)
            .sorted(Comparator.comparing(FailsafeView.Breaker::name)).toList();
    }

    private synchronized GuardedCall make(GuardTerms terms) {
        boolean room = guards.containsKey(terms.name()) || guards.size() < MAX_GUARDS;
        GuardTerms granted = room ? terms : terms.named(OTHERS);
        return guards.computeIfAbsent(granted.name(), name -> {
            GuardedCall made = new GuardedCall(vertx(), granted, nanoTime, this::onChange);
            metrics.show(made);
            return made;
        });
    }

    private Future<Ack> onForce(ForceBreaker command) {
        GuardedCall guard = guards.get(command.breaker());
        if (guard == null) {
            return Future.succeededFuture(new Ack("no breaker '" + command.breaker() + "' on "
                + identity.name()));
        }
        LOG.warn("{} puts the breaker {} to {}: {}", command.actor(), command.breaker(), command.mode(),
            command.reason());
        guard.force(command.mode(), command.actor(), command.reason());
        return Future.succeededFuture(new Ack());
    }

    private void onChange(GuardedCall guard, BreakerChange change) {
        LOG.warn("breaker {}: {} to {}, {}", guard.name(), change.from(), change.to(), change.why());
        bus.publish(Addresses.FAILSAFE, new BreakerChanged(guard.name(), identity.name(), change.from(),
            change.to(), change.why(), change.by(), at(change.nanos())));
    }

    private FailsafeView.Breaker view(GuardedCall guard) {
        BreakerSnapshot now = guard.snapshot();
        return new FailsafeView.Breaker(guard.name(), identity.name(), now.state(),
            now.mode() != BreakerMode.AUTO, now.failuresInRow(), now.windowCalls(), now.windowFailures(),
            now.rejected(), at(now.sinceNanos()));
    }

    /** A moment of the monotonic clock, by ours. */
    private Instant at(long nanos) {
        return identity.clock().instant().minus(Duration.ofNanos(nanoTime.getAsLong() - nanos));
    }

    private Vertx vertx() {
        return bus.vertx();
    }
}
