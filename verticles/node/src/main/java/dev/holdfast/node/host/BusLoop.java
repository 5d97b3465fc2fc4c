package dev.holdfast.node.host;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
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

    /** Does something of the node's own there, with what it opens on the bus and its timers. */
    public static Future<Void> run(Vertx vertx, Runnable work) {
        ContextInternal context = ((VertxInternal) vertx).contextBuilder().withEventLoop(of(vertx)).build();
        Promise<Void> done = context.promise();
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
