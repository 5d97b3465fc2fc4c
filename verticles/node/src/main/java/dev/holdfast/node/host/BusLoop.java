package dev.holdfast.node.host;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;

/**
 * The event loop on which all that other nodes send arrives. A service that hangs on it makes its node deaf
 * for as long, whatever is redeployed: so none is put there, only what belongs to the node itself.
 */
public final class BusLoop {
    private BusLoop() {
    }

    /**
     * That of a clustered Vert.x, which makes its bus before all else and so gives it the first; null if
     * there is no cluster. No public method tells: a test does, so that no upgrade changes it unseen.
     */
    static EventLoop of(Vertx vertx) {
        return vertx.isClustered()
            ? (EventLoop) ((VertxInternal) vertx).nettyEventLoopGroup().iterator().next() : null;
    }

    /** A context there, for what is of the node itself. */
    public static Context context(Vertx vertx) {
        return ((VertxInternal) vertx).contextBuilder().withEventLoop(of(vertx)).build();
    }

    /** Does something of the node's own on a context, with what it opens on the bus and its timers. */
    public static Future<Void> run(Context context, Runnable work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> {
            try {
                work.run();
                done.complete();
            } catch (RuntimeException e) {
                done.fail(e);
            }
        });
        return done.future();
    }
}
