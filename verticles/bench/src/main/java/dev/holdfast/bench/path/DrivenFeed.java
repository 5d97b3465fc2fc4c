package dev.holdfast.bench.path;

import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.runtime.venue.MarketFeed;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Set;

/** A venue's market data whose quotes come when the bench says. */
final class DrivenFeed implements MarketFeed {
    private final Vertx vertx;
    private volatile Context context;
    private volatile FeedListener listener;

    DrivenFeed(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Hands a quote in on the feed's context, as a socket's frame does. */
    void hear(Quote quote) {
        context.runOnContext(now -> listener.onQuote(quote));
    }

    @Override
    public Future<Void> start(Set<InstrumentId> instruments, FeedListener to) {
        listener = to;
        context = vertx.getOrCreateContext();
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        return Future.succeededFuture();
    }

    @Override
    public boolean isUp() {
        return context != null;
    }

    @Override
    public String detail() {
        return "driven by the bench";
    }

    @Override
    public long malformedFrames() {
        return 0;
    }
}
