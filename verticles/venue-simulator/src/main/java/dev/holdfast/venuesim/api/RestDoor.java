package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.account.Account;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * REST: reads the request as it came, because the signature covers exactly those bytes, and writes the
 * answer.
 */
final class RestDoor {

    /** No request of this interface is longer. */
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Endpoints endpoints;
    private final Dispatcher dispatcher;

    RestDoor(Endpoints endpoints, Dispatcher dispatcher) {
        this.endpoints = endpoints;
        this.dispatcher = dispatcher;
    }

    void handle(HttpServerRequest request) {
        var declared = Optional.ofNullable(request.getHeader("Content-Length")).map(RestDoor::length)
            .orElse(0L);
        if (declared > MOST_BODY_BYTES
            || "chunked".equalsIgnoreCase(request.getHeader("Transfer-Encoding"))) {
            request.response().setStatusCode(413).end();
            return;
        }
        request.body().onSuccess(body -> answer(request, body));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        var endpoint = endpoints.route(request.method().name(), request.path());
        if (endpoint.isEmpty()) {
            write(request, Dispatcher.unknown(request.method() + " " + request.path()), null);
            return;
        }
        var caller = new Dispatcher.Caller(request.remoteAddress().hostAddress(),
            request.getHeader("X-MBX-APIKEY"));
        Params params;
        try {
            var type = Optional.ofNullable(request.getHeader("Content-Type")).orElse(FORM);
            var form = type.startsWith(FORM) ? body.toString() : "";
            params = Params.ofHttp(Optional.ofNullable(request.query()).orElse(""), form);
        } catch (RuntimeException failure) {
            write(request, Dispatcher.failed(failure), caller);
            return;
        }
        dispatcher.dispatch(endpoint.get(), params, caller).onSuccess(answer -> write(request, answer,
            caller));
    }

    private void write(HttpServerRequest request, Dispatcher.Answer answer, Dispatcher.Caller caller) {
        var response = request.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader("Content-Type", "application/json;charset=UTF-8");
        if (answer.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Long.toString(answer.retryAfterSeconds()));
        }
        if (caller != null) {
            var gate = dispatcher.gate();
            var now = gate.clock().millis();
            var used = Integer.toString(gate.limits().weightUsed(caller.address(), now));
            response.putHeader("X-MBX-USED-WEIGHT", used).putHeader("X-MBX-USED-WEIGHT-1M", used);
            if (request.method().name().equals("POST") && request.path().startsWith("/api/v3/order")) {
                gate.account(caller.apiKey()).map(Account::name).ifPresent(account -> response
                    .putHeader("X-MBX-ORDER-COUNT-10S",
                        Integer.toString(gate.limits().ordersInTenSeconds(account, now)))
                    .putHeader("X-MBX-ORDER-COUNT-1D", Integer.toString(gate.limits().ordersInDay(account,
                        now))));
            }
        }
        response.end(answer.body().toString());
    }

    private static Long length(String header) {
        try {
            return Long.parseLong(header);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
