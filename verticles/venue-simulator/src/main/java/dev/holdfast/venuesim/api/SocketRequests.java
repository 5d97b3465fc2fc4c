package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.engine.VenueError;
import dev.holdfast.venuesim.stream.StreamConnection;
import dev.holdfast.venuesim.stream.StreamHub;
import dev.holdfast.venuesim.stream.UserStreams;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * The WebSocket API: {@code {id, method, params}} in, {@code {id, status, result | error, rateLimits}} out.
 * Every request carries its own key and signature; session.logon needs Ed25519 keys, which this venue does
 * not give out.
 */
final class SocketRequests {

    private static final VenueError NO_LOGON = VenueError.bad(-4056, "HMAC_SHA256 API key is not supported.");
    private static final VenueError NOT_JSON = VenueError.bad(-1135, "Invalid JSON Request");

    private final Endpoints endpoints;
    private final Dispatcher dispatcher;
    private final AccountCommands accounts;
    private final UserStreams users;
    private final StreamHub hub;

    SocketRequests(Endpoints endpoints, Dispatcher dispatcher, AccountCommands accounts, UserStreams users,
                   StreamHub hub) {
        this.endpoints = endpoints;
        this.dispatcher = dispatcher;
        this.accounts = accounts;
        this.users = users;
        this.hub = hub;
    }

    void handle(StreamConnection connection, String address, String text) {
        if (hub.isSilent()) {
            return;
        }
        JsonObject request;
        String method;
        Params params;
        try {
            request = new JsonObject(text);
            method = String.valueOf(request.getValue("method"));
            params = Params.ofJson(request.getJsonObject("params", new JsonObject()));
        } catch (DecodeException | ClassCastException e) {
            reply(connection, null, Dispatcher.failed(NOT_JSON.asException()), null);
            return;
        }
        var id = request.getValue("id");
        var caller = new Dispatcher.Caller(address, params.text("apiKey").orElse(null));
        answer(connection, method, params, caller)
            .onSuccess(answer -> reply(connection, id, answer, caller));
    }

    private Future<Dispatcher.Answer> answer(StreamConnection connection, String method, Params params,
                                             Dispatcher.Caller caller) {
        var endpoint = switch (method) {
            case "userDataStream.subscribe.signature" -> subscribe(connection);
            case "userDataStream.unsubscribe" -> unsubscribe(connection);
            case "session.logon" -> refusal(NO_LOGON);
            case "userDataStream.subscribe" -> refusal(VenueError.bad(-2015,
                "Invalid API-key, IP, or permissions for action."));
            case "session.status" -> direct(Security.NONE, call -> new JsonObject().putNull("apiKey")
                .putNull("authorizedSince").put("connectedSince", connection.openedAt())
                .put("returnRateLimits", true).put("serverTime", dispatcher.gate().clock().millis())
                .put("userDataStream", false));
            default -> endpoints.method(method).orElse(null);
        };
        return endpoint == null
            ? Future.succeededFuture(Dispatcher.failed(VenueError.bad(-1000, "Unknown method: "
                + method).asException()))
            : dispatcher.dispatch(endpoint, params, caller);
    }

    private Endpoint subscribe(StreamConnection connection) {
        return direct(Security.SIGNED, call -> new JsonObject()
            .put("subscriptionId", users.subscribe(connection, call.account())));
    }

    private Endpoint unsubscribe(StreamConnection connection) {
        return direct(Security.NONE, call -> {
            var id = call.params().whole("subscriptionId");
            users.unsubscribe(connection, id.isPresent() ? (int) id.getAsLong() : null);
            return new JsonObject();
        });
    }

    private static Endpoint refusal(VenueError error) {
        return direct(Security.NONE, call -> {
            throw error.asException();
        });
    }

    private static Endpoint direct(Security security, Function<Call, Object> answer) {
        return new Endpoint(null, null, security, Endpoint.weight(2), Command.direct(answer));
    }

    private void reply(StreamConnection connection, Object id, Dispatcher.Answer answer,
        Dispatcher.Caller caller) {
        if (hub.isSilent()) {
            return;
        }
        var json = new JsonObject().put("id", id).put("status", answer.status())
            .put(answer.status() == 200 ? "result" : "error", answer.body());
        if (caller != null) {
            json.put("rateLimits", rateLimits(caller));
        }
        connection.send(json);
    }

    private JsonArray rateLimits(Dispatcher.Caller caller) {
        var gate = dispatcher.gate();
        var now = gate.clock().millis();
        var rows = new JsonArray().add(AccountCommands.Limit.weight(gate.limits().limits()
            .requestWeightPerMinute())
            .put("count", gate.limits().weightUsed(caller.address(), now)));
        gate.account(caller.apiKey()).ifPresent(account -> rows.addAll(accounts.orderLimits(account)));
        return rows;
    }
}
