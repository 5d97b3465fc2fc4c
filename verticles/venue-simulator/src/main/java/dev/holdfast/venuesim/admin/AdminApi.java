package dev.holdfast.venuesim.admin;

import dev.holdfast.venuesim.VenueParts;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.fault.FaultName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The admin port: ledger, status, pause, faults. Bound to loopback only; it has no authentication of its
 * own.
 */
public final class AdminApi {

    private static final int MOST_ENTRIES = 10_000;
    private static final String FAULTS = "/faults";

    private final VenueParts venue;
    private final FaultSwitch faultSwitch;
    private final long startedAt;

    /** Over a venue's parts. */
    public AdminApi(VenueParts venue, FaultSwitch faultSwitch) {
        this.venue = venue;
        this.faultSwitch = faultSwitch;
        this.startedAt = venue.clock().millis();
    }

    /** Answers one request. */
    public void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> route(request, body));
    }

    private void route(HttpServerRequest request, Buffer body) {
        var path = request.path();
        switch (request.method().name() + " " + path) {
            case "GET /status" -> json(request, 200, status());
            case "GET /ledger" -> lines(request, venue.ledger().entries(
                number(request, "from", 0), Math.min(MOST_ENTRIES, number(request, "limit", MOST_ENTRIES))));
            case "GET /ledger/fills" -> lines(request, venue.ledger().fills());
            case "GET /faults" -> json(request, 200, venue.faults().view());
            case "POST /pause" -> {
                venue.replay().pause();
                json(request, 200, status());
            }
            case "POST /resume" -> {
                venue.replay().resume();
                json(request, 200, status());
            }
            default -> {
                if (path.startsWith(FAULTS + "/")) {
                    fault(request, path.substring(FAULTS.length() + 1), body);
                } else {
                    json(request, 404, error("no such address: " + request.method() + " " + path));
                }
            }
        }
    }

    private void fault(HttpServerRequest request, String key, Buffer body) {
        var name = FaultName.of(key);
        if (name.isEmpty()) {
            json(request, 404, error("unknown fault '" + key + "'; known are " + FaultName.allKeys()));
            return;
        }
        try {
            switch (request.method().name()) {
                case "POST" -> {
                    faultSwitch.on(name.get(), body.length() == 0 ? new JsonObject() : body.toJsonObject());
                    json(request, 200, venue.faults().view());
                }
                case "DELETE" -> {
                    faultSwitch.off(name.get());
                    json(request, 200, venue.faults().view());
                }
                default -> json(request, 405, error("a fault is switched with POST and DELETE"));
            }
        } catch (DecodeException | ClassCastException e) {
            json(request, 400, error("options must be a JSON object: " + e.getMessage()));
        }
    }

    private JsonObject status() {
        var replay = venue.replay();
        var snapshots = new JsonObject();
        var markets = new JsonObject();
        venue.exchange().markets().forEach((symbol, market) -> {
            snapshots.put(symbol, market.snapshotRequests());
            markets.put(symbol, new JsonObject().put("updateId", market.updateId())
                .put("lastPrice", Fixed8.text(market.tape().lastPrice())));
        });
        var accounts = new JsonArray();
        venue.accountsByKey().values().forEach(account -> accounts.add(account.name()));
        var orders = venue.exchange().queries();
        return new JsonObject()
            .put("time", venue.clock().millis()).put("startedAt", startedAt)
            .put("data", replay.source().description())
            .put("positionMillis", replay.positionMillis()).put("lengthMillis",
                replay.source().lengthMillis())
            .put("progress", replay.progress()).put("laps", replay.laps())
            .put("paused", replay.isPaused()).put("over", replay.isOver())
            .put("connections", venue.hub().connections().size()).put("userStreams", venue.users().count())
            .put("orders", orders.count()).put("openOrders", orders.openCount())
            .put("fills", venue.ledger().fillCount()).put("ledgerEntries", venue.ledger().size())
            .put("accounts", accounts).put("snapshotRequests", snapshots).put("markets", markets)
            .put("faults", venue.faults().view());
    }

    private static void lines(HttpServerRequest request, List<String> entries) {
        request.response().putHeader("Content-Type", "application/x-ndjson")
            .end(entries.isEmpty() ? "" : String.join("\n", entries) + "\n");
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response().setStatusCode(status).putHeader("Content-Type",
            "application/json").end(body.encode());
    }

    private static JsonObject error(String message) {
        return new JsonObject().put("error", message);
    }

    private static int number(HttpServerRequest request, String name, int otherwise) {
        try {
            return Optional.ofNullable(request.getParam(name)).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
