package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.engine.Refused;
import dev.holdfast.venuesim.engine.VenueError;
import dev.holdfast.venuesim.fault.FaultName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Both doors lead here: charge the weight, admit, run, and turn whatever failed into the exchange's words.
 */
final class Dispatcher {

    private static final String USE_STREAMS =
        "Please use WebSocket Streams for live updates to avoid polling the API.";

    private final Gate gate;
    private final OrderEntry orders;

    Dispatcher(Gate gate, OrderEntry orders) {
        this.gate = gate;
        this.orders = orders;
    }

    /** Who asks: network address and, if sent, the API key. */
    record Caller(String address, String apiKey) {
    }

    /** What to write back: HTTP status, body, seconds for Retry-After (0 for none). */
    record Answer(int status, Object body, long retryAfterSeconds) {
    }

    Future<Answer> dispatch(Endpoint endpoint, Params params, Caller caller) {
        try {
            var limited = limited(endpoint.weight().applyAsInt(params), caller.address());
            if (limited != null) {
                return Future.succeededFuture(limited);
            }
            return run(endpoint, params, caller).map(body -> new Answer(200, body,
                0)).otherwise(Dispatcher::failed);
        } catch (RuntimeException failure) {
            return Future.succeededFuture(failed(failure));
        }
    }

    Gate gate() {
        return gate;
    }

    /** An answer for a request that names nothing this venue has. */
    static Answer unknown(String what) {
        return new Answer(404, new JsonObject().put("code", -1000).put("msg", "No such endpoint: " + what),
            0);
    }

    static Answer failed(Throwable failure) {
        var error = Errors.of(failure);
        return new Answer(error.status(), error.body(), error.status() == 429 ? 10 : 0);
    }

    private Future<Object> run(Endpoint endpoint, Params params, Caller caller) {
        try {
            return endpoint.command().run(new Call(params, gate.admit(endpoint.security(), caller.apiKey(),
                params)));
        } catch (Refused refused) {
            if ("order.place".equals(endpoint.method())) {
                orders.refusedBeforeEntry(params, refused);
            }
            throw refused;
        }
    }

    private Answer limited(int weight, String address) {
        var now = gate.clock().millis();
        var charge = gate.limits().charge(address, weight, now);
        if (charge.status() != 200) {
            return limitAnswer(charge.status(), charge.retryAfterSeconds());
        }
        var fault = gate.faults().find(FaultName.RATE_LIMIT, null);
        if (fault.isEmpty()) {
            return null;
        }
        var options = fault.get().options();
        var first429 = options.getInteger("tooMany", 3);
        var seen = fault.get().countSeen();
        return limitAnswer(seen <= first429 ? 429 : 418, 1);
    }

    private static Answer limitAnswer(int status, long retryAfterSeconds) {
        var message = status == 429
            ? "Too many requests; current limit of request weight is exceeded. " + USE_STREAMS
            : "Way too much request weight used; IP banned. " + USE_STREAMS;
        return new Answer(status, Errors.json(new VenueError(status, -1003, message)), retryAfterSeconds);
    }
}
