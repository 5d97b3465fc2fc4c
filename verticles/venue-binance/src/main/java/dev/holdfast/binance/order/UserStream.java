package dev.holdfast.binance.order;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.BinanceConfig.UserDataForm;
import dev.holdfast.binance.net.Signer;
import dev.holdfast.binance.net.VenueSocket;
import dev.holdfast.binance.order.UserEvents.UserEvent;
import dev.holdfast.runtime.venue.SessionListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's own events, in either form. One subscription is one session: after any break a new one with
 * a new name begins, since what happened in between was not heard. For the same reason a message that cannot
 * be read ends the session: it may have been a fill.
 */
final class UserStream implements VenueSocket.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(UserStream.class);
    /** Half of the hour after which the venue drops a listen key. */
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(30);

    private final BinanceConfig config;
    private final Account account;
    private final VenueTime time;
    private final SessionListener listener;
    private final VenueSocket socket;
    private final Signer signer;
    private String session;
    private String listenKey;
    private long openedNanos;
    private long keptAliveNanos;
    private long malformed;

    UserStream(Vertx vertx, BinanceConfig config, Account account, VenueTime time,
               SessionListener listener) {
        this.config = config;
        this.account = account;
        this.time = time;
        this.listener = listener;
        this.signer = new Signer(config.secret());
        this.socket = new VenueSocket(vertx, config, VenueSocket.Liveness.PONGS, this);
    }

    void start() {
        socket.start();
    }

    Future<Void> stop() {
        return socket.stop();
    }

    /** Null while down. */
    String session() {
        return session;
    }

    long malformed() {
        return malformed;
    }

    String detail() {
        return session == null ? socket.detail() : "session " + session + ", " + socket.detail();
    }

    @Override
    public Future<String> address() {
        Future<Void> measured = time.measure();
        if (config.userData() == UserDataForm.WS_API) {
            return measured.map(config.wsApiUrl());
        }
        return measured.compose(done -> account.listenKey()).map(key -> {
            listenKey = key;
            keptAliveNanos = System.nanoTime();
            return config.streamUrl() + "/ws/" + key;
        });
    }

    @Override
    public void onOpen() {
        openedNanos = System.nanoTime();
        if (config.userData() == UserDataForm.WS_API) {
            socket.send(subscription());
        } else {
            up();
        }
    }

    @Override
    public void onText(String text) {
        UserEvent event;
        try {
            event = UserEvents.read(text);
        } catch (IllegalArgumentException e) {
            unreadable(e.getMessage());
            return;
        }
        switch (event) {
            case UserEvent.Reported reported -> listener.onReport(reported.report());
            case UserEvent.Answer answer -> onAnswer(answer);
            case UserEvent.Ended ended -> socket.renew("the venue ends the stream: " + ended.why());
            case UserEvent.Other other -> LOG.debug("user event {} passed over", other.name());
        }
    }

    @Override
    public void onUnreadable() {
        unreadable("not text");
    }

    @Override
    public void onDown(String why) {
        if (session != null) {
            session = null;
            listener.onSessionDown(why);
        }
    }

    @Override
    public void onTick() {
        if (session == null && isPast(openedNanos, config.requestTimeout())) {
            socket.renew("no answer to the subscription");
        } else if (listenKey != null && isPast(keptAliveNanos, KEEP_ALIVE)) {
            keptAliveNanos = System.nanoTime();
            account.keepAlive(listenKey)
                .onFailure(failure -> LOG.warn("listen key not kept alive: {}", failure.getMessage()));
        }
    }

    private void onAnswer(UserEvent.Answer answer) {
        int ok = 200;
        if (answer.status() != ok) {
            socket.renew("subscription refused: " + answer.text());
        } else if (session == null) {
            up();
        }
    }

    private void up() {
        session = "binance-" + UUID.randomUUID();
        socket.good();
        listener.onSessionUp(session);
    }

    private void unreadable(String why) {
        malformed++;
        socket.renew("a user event that cannot be read (" + why + ") may have been a fill");
    }

    private String subscription() {
        String timestamp = String.valueOf(time.now().toEpochMilli());
        // Sorted by name, as the WebSocket API wants it signed.
        String signed = "apiKey=" + config.apiKey() + "&timestamp=" + timestamp;
        return new JsonObject().put("id", UUID.randomUUID().toString())
            .put("method", "userDataStream.subscribe.signature")
            .put("params", new JsonObject().put("apiKey", config.apiKey())
                .put("timestamp", Long.parseLong(timestamp)).put("signature", signer.sign(signed)))
            .encode();
    }

    private static boolean isPast(long sinceNanos, Duration limit) {
        return System.nanoTime() - sinceNanos > limit.toNanos();
    }
}
