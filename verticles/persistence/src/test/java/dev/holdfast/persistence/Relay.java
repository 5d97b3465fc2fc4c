package dev.holdfast.persistence;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP relay in front of a server: cutting it is what the client sees when the server is gone. */
final class Relay implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final int target;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private NetServer server;
    private int port;

    Relay(int target) {
        this.target = target;
        mend();
    }

    int port() {
        return port;
    }

    /** Lets connections through, always at the same port. */
    void mend() {
        server = vertx.createNetServer().connectHandler(this::relay);
        TestNode.await(server.listen(port, "127.0.0.1"));
        port = server.actualPort();
    }

    /** Breaks every connection and refuses new ones. */
    void cut() {
        TestNode.await(server.close());
        sockets.forEach(NetSocket::close);
        sockets.clear();
    }

    @Override
    public void close() {
        TestNode.await(vertx.close());
    }

    private void relay(NetSocket client) {
        client.pause();
        vertx.createNetClient().connect(target, "127.0.0.1").onFailure(away -> client.close())
            .onSuccess(behind -> {
                sockets.add(client);
                sockets.add(behind);
                client.closeHandler(closed -> behind.close());
                behind.closeHandler(closed -> client.close());
                behind.pipeTo(client);
                client.pipeTo(behind);
                client.resume();
            });
    }
}
