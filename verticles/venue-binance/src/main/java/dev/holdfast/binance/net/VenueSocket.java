package dev.holdfast.binance.net;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.resilience.health.SilenceWatch;
import dev.holdfast.resilience.recovery.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One WebSocket to the venue, kept up until {@link #stop}: opened anew after a close, a silence, or the
 * venue's notice, with growing waits until the owner calls a connection good. Confined to the context that
 * called {@link #start}. The venue's pings are answered by Vert.x.
 */
public final class VenueSocket {
    /** The venue cuts every connection after 24 h; ours ends before, at a moment that is ours. */
    private static final Duration LIFETIME = Duration.ofHours(23).plusMinutes(30);
    /** A snapshot of 5,000 levels on the WebSocket API is well below 1 MB. */
    private static final int MAX_MESSAGE_BYTES = 4 << 20;
    private static final int LOOKS_PER_LIMIT = 5;
    private static final Buffer PING = Buffer.buffer("holdfast");

    private final Vertx vertx;
    private final BinanceConfig config;
    private final Liveness liveness;
    private final Owner owner;
    private final Backoff backoff;
    private final WebSocketClient client;
    private WebSocket socket;
    private SilenceWatch silence;
    private Instant openedAt;
    private boolean running;
    private boolean good;
    private int failures;
    private long timer = -1;
    private String detail = "not started";

    /** What shows that the other side is there. */
    public enum Liveness {
        /** Messages only: a venue that answers pings but has stopped publishing is gone, too. */
        MESSAGES,
        /** Answers to our own pings as well: nothing may happen for hours, and that is fine. */
        PONGS
    }

    /** Whose socket it is. */
    public interface Owner {
        /** Where to connect to, asked before each try. */
        Future<String> address();

        void onOpen();

        void onText(String text);

        /** A message that is not text. */
        void onUnreadable();

        /** The connection is gone; called once for each {@link #onOpen}. */
        void onDown(String why);

        /** Called at least five times within each silence limit while the connection is up. */
        default void onTick() {
        }
    }

    public VenueSocket(Vertx vertx, BinanceConfig config, Liveness liveness, Owner owner) {
        this.vertx = vertx;
        this.config = config;
        this.liveness = liveness;
        this.owner = owner;
        this.backoff = new Backoff(config.reconnectBase(), config.reconnectMax());
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
            .setConnectTimeout((int) config.requestTimeout().toMillis())
            .setMaxFrameSize(MAX_MESSAGE_BYTES).setMaxMessageSize(MAX_MESSAGE_BYTES));
    }

    public void start() {
        running = true;
        connect();
    }

    public Future<Void> stop() {
        running = false;
        vertx.cancelTimer(timer);
        if (socket != null) {
            down("stopped");
        }
        detail = "stopped";
        return client.close();
    }

    /** Sends a message; dropped if the connection is down. */
    public void send(String text) {
        if (socket != null) {
            socket.writeTextMessage(text);
        }
    }

    /**
     * The connection does what it should. Once it has for longer than the silence limit, the next failure
     * begins with the shortest wait again; a connection that works and breaks at once does not earn that.
     */
    public void good() {
        good = true;
    }

    /** Ends the connection and opens a new one. */
    public void renew(String why) {
        if (socket != null) {
            down(why);
            retry(why);
        }
    }

    public boolean isUp() {
        return socket != null;
    }

    /** One line for a person. */
    public String detail() {
        return detail;
    }

    private void connect() {
        detail = "connecting";
        owner.address().compose(this::open).onComplete(done -> {
            if (done.succeeded()) {
                opened(done.result());
            } else if (running) {
                retry(done.cause().getMessage());
            }
        });
    }

    private Future<WebSocket> open(String address) {
        return client.connect(new WebSocketConnectOptions().setAbsoluteURI(address)
            .setTimeout(config.requestTimeout().toMillis()));
    }

    private void opened(WebSocket fresh) {
        if (!running) {
            fresh.close();
            return;
        }
        socket = fresh;
        openedAt = now();
        good = false;
        silence = new SilenceWatch(config.silenceLimit(), openedAt);
        detail = "connected since " + Instant.now();
        fresh.textMessageHandler(text -> {
            if (socket == fresh) {
                silence.heard(now());
                owner.onText(text);
            }
        });
        fresh.binaryMessageHandler(bytes -> {
            if (socket == fresh) {
                owner.onUnreadable();
            }
        });
        fresh.pongHandler(pong -> {
            if (socket == fresh && liveness == Liveness.PONGS) {
                silence.heard(now());
            }
        });
        fresh.exceptionHandler(failure -> lost(fresh, "connection failed: " + failure.getMessage()));
        fresh.closeHandler(closed -> lost(fresh, "closed by the venue"));
        long every = Math.max(1, config.silenceLimit().toMillis() / LOOKS_PER_LIMIT);
        timer = vertx.setPeriodic(every, look -> look(fresh));
        owner.onOpen();
    }

    private void look(WebSocket looked) {
        if (silence.isSilent(now())) {
            renew("nothing heard for " + silence.age(now()).toMillis() + " ms");
        } else if (Duration.between(openedAt, now()).compareTo(LIFETIME) > 0) {
            renew("connected for " + LIFETIME.toHours() + " h, the venue would soon cut it");
        } else {
            if (liveness == Liveness.PONGS && isQuiet()) {
                looked.writePing(PING);
            }
            owner.onTick();
        }
    }

    /** Halfway to silence: time to ask. Pings count among the five messages a second the venue allows. */
    private boolean isQuiet() {
        return silence.age(now()).multipliedBy(2).compareTo(config.silenceLimit()) > 0;
    }

    private void lost(WebSocket lost, String why) {
        if (socket == lost) {
            renew(why);
        }
    }

    private void down(String why) {
        WebSocket old = socket;
        socket = null;
        vertx.cancelTimer(timer);
        if (good && Duration.between(openedAt, now()).compareTo(config.silenceLimit()) > 0) {
            failures = 0;
        }
        old.close();
        owner.onDown(why);
    }

    private void retry(String why) {
        failures++;
        long wait = Math.max(1,
            backoff.delay(failures, ThreadLocalRandom.current().nextDouble()).toMillis());
        detail = "down: " + why + "; next try in " + wait + " ms";
        vertx.setTimer(wait, due -> {
            if (running) {
                connect();
            }
        });
    }

    /** Monotonic, so that a step of the clock is neither silence nor life. */
    private static Instant now() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }
}
