package dev.holdfast.bench.breaker;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A real HTTP server on loopback that answers at once, or takes each request and never answers it. */
final class Dependency implements AutoCloseable {
    private static final long WAIT_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong requests = new AtomicLong();
    private final HttpServer server;
    private volatile boolean hangs;

    Dependency() throws TimeoutException {
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(request -> {
                requests.incrementAndGet();
                if (!hangs) {
                    request.response().end("done");
                }
            }).listen().await(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    int port() {
        return server.actualPort();
    }

    /** From now on no request is answered, or each is. */
    void hang(boolean hang) {
        hangs = hang;
    }

    /** Requests that reached it. */
    long requests() {
        return requests.get();
    }

    @Override
    public void close() {
        vertx.close();
    }
}
