package dev.holdfast.portfolio.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.impl.ServerID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The port that the gateways of a node have one after the other. Vert.x opens and closes a port on the event
 * loop of whoever opened it, and lets others of the same process join. Were that loop a gateway's own, the
 * port of one that hangs could not be closed: the next would join, wait until the old one wakes, and then
 * lose the port with it. So the port is opened on the loop that accepts connections, where no service lives,
 * and the gateway joins.
 */
final class GatewayPort {
    private static final long LOOK_MILLIS = 20;
    /** Two seconds: closing takes milliseconds. */
    private static final int LOOKS = 100;

    private final VertxInternal vertx;
    private final HttpServerOptions options;
    private final Context acceptor;

    /**
     * A port that is yet to be opened.
     *
     * @param options with port 0 the system chooses another one each time, and there is nothing to join
     */
    GatewayPort(Vertx vertx, HttpServerOptions options) {
        this.vertx = (VertxInternal) vertx;
        this.options = options;
        this.acceptor = this.vertx.contextBuilder()
            .withEventLoop(this.vertx.acceptorEventLoopGroup().next()).build();
    }

    /** Serves on the caller's context from here on, once the port of the gateway before is closed. */
    Future<HttpServer> open(Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer(options).requestHandler(handler);
        if (options.getPort() == 0) {
            return server.listen();
        }
        ContextInternal own = vertx.getOrCreateContext();
        Promise<HttpServer> open = own.promise();
        free(LOOKS).compose(free -> on(acceptor, this::turned))
            .compose(turned -> on(acceptor, () -> opener().listen()))
            .compose(opener -> on(own, server::listen).eventually(() -> on(acceptor, opener::close)))
            .onComplete(open);
        return open.future();
    }

    /** From any thread, whatever the event loop of that gateway does. */
    Future<Void> close(HttpServer server) {
        return on(acceptor, server::close);
    }

    /** It is there for the moment until the gateway has joined. */
    private HttpServer opener() {
        return vertx.createHttpServer(options).requestHandler(request -> request.response().setStatusCode(503)
            .putHeader(HttpHeaders.RETRY_AFTER, "1").putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
            .end());
    }

    private Future<Void> free(int looksLeft) {
        if (!vertx.sharedTcpServers().containsKey(new ServerID(options.getPort(), options.getHost()))) {
            return Future.succeededFuture();
        }
        return looksLeft == 0 ? Future.failedFuture("another gateway of this process has it")
            : vertx.timer(LOOK_MILLIS, TimeUnit.MILLISECONDS).compose(later -> free(looksLeft - 1));
    }

    /**
     * The system lets a closed port go only when the acceptor looks at its sockets again, and one round may
     * run a close and the next open without a look between them. A timer waits for the next round.
     */
    private Future<Void> turned() {
        return vertx.timer(1, TimeUnit.MILLISECONDS).mapEmpty();
    }

    private static <T> Future<T> on(Context context, Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(now ->
            Future.succeededFuture().compose(begun -> work.get()).onComplete(done));
        return done.future();
    }
}
