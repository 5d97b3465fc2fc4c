package dev.holdfast.binance;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Where and how to speak to a Binance Spot venue: the real exchange, its testnet, or a simulator.
 *
 * @param restUrl        such as {@code https://api.binance.com}
 * @param streamUrl      base of the market streams, such as {@code wss://stream.binance.com:9443}
 * @param wsApiUrl       whole address of the WebSocket API, such as
 *                       {@code wss://ws-api.binance.com/ws-api/v3}
 * @param secret         HMAC key; never printed
 * @param silenceLimit   a market connection silent for longer is cut and opened anew
 * @param reconnectBase  first wait before a reconnect; doubles with each failure
 * @param reconnectMax   longest wait before a reconnect
 * @param requestTimeout longest wait for an answer to one request; the fate of an order is unknown after it
 * @param maxInFlight    order requests under way at once, and as many questions; beyond it nothing is sent
 */
public record BinanceConfig(String restUrl, String streamUrl, String wsApiUrl, String apiKey, String secret,
                            UserDataForm userData, Duration silenceLimit, Duration reconnectBase,
                            Duration reconnectMax, Duration requestTimeout, int maxInFlight) {
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(5);
    private static final Duration RECONNECT_BASE = Duration.ofMillis(250);
    private static final Duration RECONNECT_MAX = Duration.ofSeconds(30);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_IN_FLIGHT = 32;

    /** How the account's own events are subscribed to. */
    public enum UserDataForm {
        /** {@code userDataStream.subscribe.signature} on the WebSocket API: today's form. */
        WS_API,
        /** A listen key on the market stream address: legacy, ended at the exchange on 2026-02-20. */
        LISTEN_KEY
    }

    public BinanceConfig {
        restUrl = url("restUrl", restUrl, Set.of("http", "https"));
        streamUrl = url("streamUrl", streamUrl, Set.of("ws", "wss"));
        wsApiUrl = url("wsApiUrl", wsApiUrl, Set.of("ws", "wss"));
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(userData, "userData");
        positive("silenceLimit", silenceLimit);
        positive("reconnectBase", reconnectBase);
        positive("requestTimeout", requestTimeout);
        if (reconnectMax.compareTo(reconnectBase) < 0) {
            throw new IllegalArgumentException("reconnectMax must be >= reconnectBase, was " + reconnectMax);
        }
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight must be >= 1, was " + maxInFlight);
        }
    }

    /** The addresses and keys given, everything else at its default. */
    public static BinanceConfig of(String restUrl, String streamUrl, String wsApiUrl, String apiKey,
                                   String secret) {
        return new BinanceConfig(restUrl, streamUrl, wsApiUrl, apiKey, secret, UserDataForm.WS_API,
            SILENCE_LIMIT, RECONNECT_BASE, RECONNECT_MAX, REQUEST_TIMEOUT, MAX_IN_FLIGHT);
    }

    /** A provider of market data only: it has no orders, so it is given no key. */
    public static BinanceConfig pricesOf(String restUrl, String streamUrl) {
        return of(restUrl, streamUrl, streamUrl, "none", "none");
    }

    public BinanceConfig withUserData(UserDataForm form) {
        return new BinanceConfig(restUrl, streamUrl, wsApiUrl, apiKey, secret, form, silenceLimit,
            reconnectBase, reconnectMax, requestTimeout, maxInFlight);
    }

    public BinanceConfig withTimes(Duration silence, Duration timeout) {
        return new BinanceConfig(restUrl, streamUrl, wsApiUrl, apiKey, secret, userData, silence,
            reconnectBase, reconnectMax, timeout, maxInFlight);
    }

    public BinanceConfig withReconnect(Duration base, Duration max) {
        return new BinanceConfig(restUrl, streamUrl, wsApiUrl, apiKey, secret, userData, silenceLimit, base,
            max, requestTimeout, maxInFlight);
    }

    public BinanceConfig withMaxInFlight(int limit) {
        return new BinanceConfig(restUrl, streamUrl, wsApiUrl, apiKey, secret, userData, silenceLimit,
            reconnectBase, reconnectMax, requestTimeout, limit);
    }

    /** Without key and secret: a configuration is printed, a key must not be. */
    @Override
    public String toString() {
        return "BinanceConfig[restUrl=" + restUrl + ", streamUrl=" + streamUrl + ", wsApiUrl=" + wsApiUrl
            + ", apiKey=***, secret=***, userData=" + userData + ", silenceLimit=" + silenceLimit
            + ", reconnectBase=" + reconnectBase + ", reconnectMax=" + reconnectMax + ", requestTimeout="
            + requestTimeout + ", maxInFlight=" + maxInFlight + "]";
    }

    private static String url(String name, String url, Set<String> schemes) {
        URI uri = URI.create(url);
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(name + " must be an address of "
                + String.join(" or ", schemes.stream().sorted().toList()) + ", was '" + url + "'");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be > 0, was " + value);
        }
    }
}
