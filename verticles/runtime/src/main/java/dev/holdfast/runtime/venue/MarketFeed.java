package dev.holdfast.runtime.venue;

import dev.holdfast.trading.market.InstrumentId;
import io.vertx.core.Future;
import java.util.Set;

/** A venue's market data, normalised. The adapter keeps itself connected; it never gives up by itself. */
public interface MarketFeed {
    /**
     * Connects and keeps connected until {@link #stop}. Completes once started, not once connected: a venue
     * that is absent now is tried again with backoff, and each instrument is STALE until it comes.
     *
     * @param listener called on the Vert.x context that called start
     */
    Future<Void> start(Set<InstrumentId> instruments, FeedListener listener);

    Future<Void> stop();

    /** True while the connection is up. */
    boolean isUp();

    /** One line for a person: connected since when, or why not and when the next try is. */
    String detail();

    /** Frames that could not be understood; each was dropped, the connection's state was kept. */
    long malformedFrames();
}
