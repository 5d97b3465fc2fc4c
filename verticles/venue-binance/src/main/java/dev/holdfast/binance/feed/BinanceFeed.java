package dev.holdfast.binance.feed;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.net.HttpAnswer;
import dev.holdfast.binance.net.RestCall;
import dev.holdfast.binance.net.RestClient;
import dev.holdfast.binance.net.VenueSocket;
import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.guard.GuardTerms;
import dev.holdfast.runtime.guard.GuardedCall;
import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.runtime.venue.MarketFeed;
import dev.holdfast.trading.market.InstrumentId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Binance market streams of some instruments over one combined connection, with book sync. */
public final class BinanceFeed implements MarketFeed {
    /** The venue's limit for one connection. */
    private static final int MAX_STREAMS = 1_024;
    private static final int STREAMS_PER_INSTRUMENT = 3;

    private final Vertx vertx;
    private final BinanceConfig config;
    private final InstantSource clock;
    private final GuardedCall snapshotGuard;
    private Context context;
    private VenueSocket socket;
    private RestClient rest;
    private MarketDesk desk;
    private SnapshotQueue snapshots;

    /** A feed that runs without a node. */
    public BinanceFeed(Vertx vertx, BinanceConfig config, InstantSource clock) {
        this(vertx, config, clock, GuardedCall.alone(vertx, snapshotTerms(), System::nanoTime));
    }

    /**
     * Prepares a feed.
     *
     * @param snapshotGuard through which book snapshots are asked for
     */
    public BinanceFeed(Vertx vertx, BinanceConfig config, InstantSource clock, GuardedCall snapshotGuard) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.snapshotGuard = snapshotGuard;
    }

    /** How calls for snapshots are protected: one at a time is all that is ever under way. */
    public static GuardTerms snapshotTerms() {
        return GuardTerms.of("venue.snapshot", 1, SnapshotQueue::judge);
    }

    @Override
    public Future<Void> start(Set<InstrumentId> instruments, FeedListener listener) {
        if (instruments.isEmpty() || instruments.size() * STREAMS_PER_INSTRUMENT > MAX_STREAMS) {
            return Future.failedFuture(new IllegalArgumentException("a feed needs 1 to "
                + MAX_STREAMS / STREAMS_PER_INSTRUMENT + " instruments, was " + instruments.size()));
        }
        context = vertx.getOrCreateContext();
        Promise<Void> started = Promise.promise();
        context.runOnContext(go -> {
            rest = new RestClient(vertx, config);
            snapshots = new SnapshotQueue(vertx, this::snapshot,
                new Backoff(config.reconnectBase(), config.reconnectMax()), this::onSnapshot);
            desk = new MarketDesk(instruments, listener, config.silenceLimit(), clock.instant(),
                snapshots::want);
            socket = new VenueSocket(vertx, config, VenueSocket.Liveness.MESSAGES,
                new Streams(address(instruments)));
            socket.start();
            started.complete();
        });
        return started.future();
    }

    @Override
    public Future<Void> stop() {
        if (context == null) {
            return Future.succeededFuture();
        }
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(go -> socket.stop().compose(done -> rest.close()).onComplete(stopped));
        return stopped.future();
    }

    @Override
    public boolean isUp() {
        return socket != null && socket.isUp();
    }

    @Override
    public String detail() {
        return socket == null ? "not started" : socket.detail();
    }

    @Override
    public long malformedFrames() {
        return desk == null ? 0 : desk.malformed();
    }

    private String address(Set<InstrumentId> instruments) {
        return config.streamUrl() + "/stream?streams=" + new TreeSet<>(instruments).stream()
            .map(id -> id.symbol().toLowerCase(Locale.ROOT))
            .map(name -> name + "@trade/" + name + "@bookTicker/" + name + "@depth@100ms")
            .collect(Collectors.joining("/"));
    }

    private Future<HttpAnswer> snapshot(RestCall call) {
        return snapshotGuard.call(() -> rest.send(call));
    }

    private void onSnapshot(InstrumentId instrument, String body) {
        if (body == null) {
            desk.onSnapshotFailed(instrument);
        } else {
            desk.onSnapshot(instrument, body, clock.instant());
        }
    }

    /** The connection of the streams. */
    private final class Streams implements VenueSocket.Owner {
        private final String address;

        private Streams(String address) {
            this.address = address;
        }

        @Override
        public Future<String> address() {
            return Future.succeededFuture(address);
        }

        @Override
        public void onOpen() {
            snapshotGuard.renew("a new connection to the venue's streams");
            desk.connected();
        }

        @Override
        public void onText(String text) {
            long malformed = desk.malformed();
            boolean closing = desk.onFrame(text, clock.instant());
            if (closing) {
                socket.renew("the venue announced its shutdown");
            } else if (desk.malformed() == malformed) {
                socket.good();
            }
        }

        @Override
        public void onUnreadable() {
            desk.onUnreadable();
        }

        @Override
        public void onDown(String why) {
            snapshots.clear();
            desk.disconnected(why);
        }

        @Override
        public void onTick() {
            desk.tick(clock.instant());
        }
    }
}
