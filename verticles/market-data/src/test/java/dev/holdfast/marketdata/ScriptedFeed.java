package dev.holdfast.marketdata;

import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.runtime.venue.MarketFeed;
import dev.holdfast.trading.market.InstrumentId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.function.Consumer;

/** A feed whose every word is the test's; it speaks on the context that started it, as the real one does. */
final class ScriptedFeed implements MarketFeed {
    private final Vertx vertx;
    private volatile Context context;
    private volatile FeedListener listener;
    private volatile boolean up = true;

    ScriptedFeed(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<Void> start(Set<InstrumentId> instruments, FeedListener hearer) {
        context = vertx.getOrCreateContext();
        listener = hearer;
        up = true;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        up = false;
        return Future.succeededFuture();
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public String detail() {
        return up ? "scripted" : "connection refused, next try in 2 s";
    }

    @Override
    public long malformedFrames() {
        return 0;
    }

    void disconnect() {
        up = false;
    }

    boolean isStarted() {
        return listener != null;
    }

    void say(Consumer<FeedListener> words) {
        context.runOnContext(now -> words.accept(listener));
    }
}
