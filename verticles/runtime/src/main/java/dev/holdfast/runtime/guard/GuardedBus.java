package dev.holdfast.runtime.guard;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.wire.CommandAddress;
import io.vertx.core.Future;
import java.time.Duration;

/** Questions over the bus, each through the breaker of whom it asks. Commands to shards have their router. */
public final class GuardedBus {
    /** What asks persistence. */
    public static final String PERSISTENCE = "persistence.query";
    private static final int MAX_IN_FLIGHT = 128;

    private final Bus bus;
    private final Breakers breakers;

    public GuardedBus(Bus bus, Breakers breakers) {
        this.bus = bus;
        this.breakers = breakers;
    }

    /** What asks a node about itself. */
    public static String node(String name) {
        return "query." + name;
    }

    /**
     * Asks and waits at most {@code timeout}; fails as {@link Bus#request} does, and with UNAVAILABLE if the
     * breaker does not let it pass.
     *
     * @param breaker whom it asks
     */
    public <C, R> Future<R> request(String breaker, CommandAddress<C, R> address, C command,
                                    Duration timeout) {
        return breakers.guard(GuardTerms.of(breaker, MAX_IN_FLIGHT, CallJudge.BUS))
            .call(() -> bus.request(address, command, timeout), failure -> Future.failedFuture(
                failure instanceof NotAdmitted
                    ? new Refusal(Refusal.Kind.UNAVAILABLE, failure.getMessage()) : failure));
    }
}
