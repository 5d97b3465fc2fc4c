package dev.holdfast.binance.net;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.binance.net.HttpAnswer.Lost;
import dev.holdfast.binance.net.HttpAnswer.NotWritten;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests, each at most once: no retry, no redirect, no pipelining. Confined to one Vert.x context.
 * The futures never fail; what went wrong is in the answer.
 */
public final class RestClient {
    /**
     * Calls of one kind that wait for a place: a burst, as after a takeover. Whether a call may still be
     * written is asked when its turn comes, so nothing gets out late.
     */
    static final int MAX_WAITING = 256;

    private final BinanceConfig config;
    private final HttpClientAgent http;
    private final RateGate gate;
    private final Signer signer;
    private final Map<RateGate.Kind, Queue<Waiting>> lines = new EnumMap<>(RateGate.Kind.class);

    private record Waiting(RestCall call, Promise<HttpAnswer> answered) {
    }

    public RestClient(Vertx vertx, BinanceConfig config) {
        this.config = config;
        this.gate = new RateGate(config.maxInFlight());
        this.signer = new Signer(config.secret());
        for (RateGate.Kind kind : RateGate.Kind.values()) {
            lines.put(kind, new ArrayDeque<>());
        }
        // One connection for each place behind the gate: so nothing waits inside the pool.
        int connections = config.maxInFlight() * RateGate.Kind.values().length;
        this.http = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setPipelining(false).setTcpNoDelay(true)
                .setConnectTimeout((int) config.requestTimeout().toMillis()),
            new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections));
    }

    public Future<HttpAnswer> send(RestCall call) {
        String held = gate.enter(call.kind(), System.nanoTime());
        if (held == null) {
            return connectAndWrite(call);
        }
        Queue<Waiting> line = lines.get(call.kind());
        if (waiting() != null || line.size() >= MAX_WAITING) {
            return Future.succeededFuture(new NotWritten(held));
        }
        Waiting last = new Waiting(call, Promise.promise());
        line.add(last);
        return last.answered().future();
    }

    private Future<HttpAnswer> connectAndWrite(RestCall call) {
        return http.request(options(call))
            .transform(ready -> ready.succeeded() ? write(call, ready.result())
                : Future.succeededFuture(new NotWritten("no connection: " + reason(ready.cause()), true)))
            .onComplete(done -> {
                gate.leave(call.kind());
                admitNext(lines.get(call.kind()));
            });
    }

    private void admitNext(Queue<Waiting> line) {
        while (!line.isEmpty()) {
            Waiting next = line.remove();
            String held = gate.enter(next.call().kind(), System.nanoTime());
            if (held == null) {
                connectAndWrite(next.call()).onComplete(next.answered());
                return;
            }
            next.answered().complete(new NotWritten(held));
        }
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
