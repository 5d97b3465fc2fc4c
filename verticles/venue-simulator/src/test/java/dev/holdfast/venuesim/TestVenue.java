package dev.holdfast.venuesim;

import dev.holdfast.venuesim.VenueConfig.Latency;
import dev.holdfast.venuesim.VenueConfig.Limits;
import dev.holdfast.venuesim.market.CsvTrades;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A venue on free ports of this machine, and the plainest possible client of it. */
final class TestVenue implements AutoCloseable {

    static final String KEY = "paper-key";
    static final String SECRET = "paper-secret";

    /** Two trades a second around 1,000 for as long as any test runs; small enough that the queue moves. */
    private static final int TRADES = 200_000;

    private final Vertx vertx = Vertx.vertx();
    private final VenueVerticle verticle;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestVenue(VenueOptions options, CsvTrades source, double speed) {
        verticle = new VenueVerticle(options, source, speed);
        try {
            vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().get(20,
                TimeUnit.SECONDS);
        } catch (Exception e) {
            vertx.close();
            throw new IllegalStateException(e);
        }
    }

    /** Generated trades at ten times their pace, default configuration with room for many messages. */
    static TestVenue start() {
        return start(config(0), null);
    }

    static TestVenue start(VenueConfig config, Path ledger) {
        return start(config, ledger, 10);
    }

    static TestVenue start(VenueConfig config, Path ledger, double speed) {
        try {
            var csv = new BufferedReader(new StringReader(generatedTrades()));
            var source = CsvTrades.read(csv, "generated", config.instruments().getFirst());
            var playback = new VenueOptions.Playback(null, speed, true);
            return new TestVenue(new VenueOptions("127.0.0.1", 0, 0, ledger, playback, config), source,
                speed);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static VenueConfig config(int orderMillis) {
        var standard = VenueConfigFile.readDefault();
        return new VenueConfig(standard.instruments(), standard.accounts(), standard.fees(),
            new Latency(orderMillis), new Limits(100_000, 100_000, 1_000_000, 1_000, 1_024));
    }

    private static String generatedTrades() {
        var text = new StringBuilder();
        for (var i = 0; i < TRADES; i++) {
            var cents = 100_000 + Math.round(300 * Math.sin(i / 50.0)) + i % 7;
            text.append(1_000_000 + i / 2).append(',').append(cents / 100).append('.')
                .append(cents / 10 % 10).append(cents % 10).append(",0.").append(1 + i % 9).append('\n');
        }
        return text.toString();
    }

    String base() {
        return "http://127.0.0.1:" + verticle.port();
    }

    String socketBase() {
        return "ws://127.0.0.1:" + verticle.port();
    }

    String adminBase() {
        return "http://127.0.0.1:" + verticle.adminPort();
    }

    Reply get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create(base() + pathAndQuery)).GET());
    }

    /** A signed request with its parameters in the query. */
    Reply signed(String method, String path, String parameters) {
        return sentAs(method, path, sign(parameters), "");
    }

    /** Sends exactly this query and form body with the key. */
    Reply sentAs(String method, String path, String query, String body) {
        var address = base() + path + (query.isEmpty() ? "" : "?" + query);
        return send(HttpRequest.newBuilder(URI.create(address)).header("X-MBX-APIKEY", KEY)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    Reply order(String parameters) {
        return signed("POST", "/api/v3/order", parameters);
    }

    JsonObject status() {
        return admin("GET", "/status", "").json();
    }

    Reply fault(String name, String options) {
        return admin("POST", "/faults/" + name, options);
    }

    Reply admin(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(adminBase() + path))
            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    List<JsonObject> ledger(String path) {
        return admin("GET", path, "").text().lines().map(JsonObject::new).toList();
    }

    /** Best prices of now as text; index 0 the bid, 1 the ask. */
    String[] best() {
        var ticker = get("/api/v3/ticker/bookTicker?symbol=BTCUSDT").json();
        return new String[] {ticker.getString("bidPrice"), ticker.getString("askPrice")};
    }

    static String sign(String parameters) {
        var text = (parameters.isEmpty() ? "" : parameters + "&") + "timestamp=" + System.currentTimeMillis();
        return text + "&signature=" + TestSignature.of(SECRET, text);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An HTTP answer. */
    record Reply(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        JsonObject json() {
            return new JsonObject(text());
        }

        JsonArray list() {
            return new JsonArray(text());
        }

        /** Error code of the body, 0 when it is none. */
        int code() {
            return json().getInteger("code", 0);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }
}
