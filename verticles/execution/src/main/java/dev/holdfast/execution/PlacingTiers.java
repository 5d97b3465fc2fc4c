package dev.holdfast.execution;

import dev.holdfast.resilience.fallback.FallbackTerms;
import dev.holdfast.resilience.fallback.TierSight;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.fallback.ServedChain;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.SessionListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * The chain of ways to place an order (requirement A3.4): at the venue, or in the queue until the venue takes
 * orders or the order's time is over. Which of them an order takes the desk decides, for each order and from
 * the same session ({@code DeskContext.mayPlace}); the chain shows it. Lives on the verticle's context.
 */
final class PlacingTiers {
    private static final String CHAIN = "execution";
    private static final List<String> TIERS = List.of("venue", "queue");
    private static final long LOOK_MILLIS = 200;
    /** A session that is opened anew is away for less: its orders wait that long, which is no news. */
    private static final FallbackTerms TERMS =
        new FallbackTerms(Duration.ofSeconds(2), Duration.ZERO, 1, Duration.ZERO);

    private final NodeKit kit;
    private final OrderSession session;
    private ServedChain chain;

    PlacingTiers(NodeKit kit, OrderSession session) {
        this.kit = kit;
        this.session = session;
    }

    /** Starts the session and watches it. */
    Future<Void> start(Vertx vertx, SessionListener listener) {
        chain = ServedChain.begin(kit, CHAIN, TIERS, TERMS);
        vertx.setPeriodic(LOOK_MILLIS, tick -> chain.look(List.of(sight())));
        return session.start(listener);
    }

    Future<Void> stop() {
        chain.end("the service stops");
        return session.stop();
    }

    private TierSight sight() {
        if (session.takesOrders()) {
            return TierSight.fit("it takes orders");
        }
        return TierSight.unfit(session.session() == null ? "no session: " + session.detail()
            : "the breaker for orders is open");
    }
}
