package dev.holdfast.binance.net;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.binance.net.HttpAnswer.Lost;
import dev.holdfast.binance.net.HttpAnswer.NotWritten;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests, each at most once: no retry, no redirect, no pipelining. Confined to one Vert.x context.
 * The futures never fail; what went wrong is in the answer.
 */
public final class RestClient {
    private final BinanceConfig config;
    private final HttpClientAgent http;
    private final RateGate gate;
    private final Signer signer;

    public RestClient(Vertx vertx, BinanceConfig config) {
        this.config = config;
        this.gate = new RateGate(config.maxInFlight());
        this.signer = new Signer(config.secret());
        // One connection for each place behind the gate: so nothing waits inside the pool.
        int connections = config.maxInFlight() * RateGate.Kind.values().length;
        this.http = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setPipelining(false).setTcpNoDelay(true)
                .setConnectTimeout((int) config.requestTimeout().toMillis()),
            new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections));
    }

    public Future<HttpAnswer> send(RestCall call) {
        String held = gate.enter(call.kind(), System.nanoTime());
        if (held != null) {
            return Future.succeededFuture(new NotWritten(held));
        }
        return http.request(options(call))
            .transform(ready -> ready.succeeded() ? write(call, ready.result())
                : Future.succeededFuture(new NotWritten("no connection: " + reason(ready.cause()), true)))
            .onComplete(done -> gate.leave(call.kind()));
    }

    /** Null if the venue lets us speak, else why not. */
    public String waiting() {
        return gate.waiting(System.nanoTime());
    }

    public Future<Void> close() {
        return http.close();
    }

    private RequestOptions options(RestCall call) {
        // Signed here, not earlier: but the times inside are the caller's, and nothing signs twice.
        RequestOptions options = new RequestOptions().setMethod(call.method())
            .setAbsoluteURI(config.restUrl() + call.target(signer))
            .setConnectTimeout(config.requestTimeout().toMillis());
        return call.security() == RestCall.Security.NONE ? options
            : options.putHeader("X-MBX-APIKEY", config.apiKey());
    }

    private Future<HttpAnswer> write(RestCall call, HttpClientRequest request) {
        // The future of the answer tells; without a handler Vert.x would log our own resets as errors.
        request.exceptionHandler(failure -> { });
        String waiting = waiting();
        String refusal = waiting != null ? waiting : call.mayWrite().refusal();
        if (refusal != null) {
            request.reset();
            return Future.succeededFuture(new NotWritten(refusal));
        }
        return request.send().compose(RestClient::read)
            .timeout(config.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .transform(done -> {
                if (done.failed()) {
                    request.reset();
                    return Future.succeededFuture(new Lost(reason(done.cause())));
                }
                Answered answer = done.result();
                gate.answered(answer.status(), answer.retryAfterSeconds(), System.nanoTime());
                return Future.succeededFuture(answer);
            });
    }

    private static Future<Answered> read(HttpClientResponse response) {
        return response.body().map(body -> new Answered(response.statusCode(),
            seconds(response.getHeader("Retry-After")), body.toString()));
    }

    private static long seconds(String header) {
        return header != null && header.matches("[0-9]{1,9}") ? Long.parseLong(header) : -1;
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
