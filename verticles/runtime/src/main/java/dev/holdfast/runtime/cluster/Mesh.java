package dev.holdfast.runtime.cluster;

import dev.holdfast.resilience.partition.MeshBeat;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.MalformedMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heartbeats straight from node to node over TCP, one JSON frame a line: each node speaks on the one link
 * that it opened to each other and listens on those that were opened to it. It has an event loop to itself,
 * so that a busy one elsewhere silences nobody.
 */
final class Mesh {
    private static final Logger LOG = LoggerFactory.getLogger(Mesh.class);
    private static final int MAX_FRAME_BYTES = 8_192;
    private static final int CONNECT_MILLIS = 500;

    private final String host;
    private final Listener listener;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final NetServer server = vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true));
    private final NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true)
        .setConnectTimeout(CONNECT_MILLIS));
    private final Map<String, Link> links = new HashMap<>();

    /** Hears the mesh, on its event loop. */
    interface Listener {
        void onBeat(MeshBeat beat);

        /** The link to the node broke and a new one was refused. Told once for each link that broke. */
        void onRefused(String node);
    }

    private static final class Link {
        private final String node;
        private final String address;
        private NetSocket socket;
        private boolean connecting;
        private boolean wasUp;

        Link(String node, String address) {
            this.node = node;
            this.address = address;
        }
    }

    Mesh(String host, Listener listener) {
        this.host = host;
        this.listener = listener;
    }

    /** Opens the door for the others; completes with its address. */
    Future<String> listen(int port) {
        server.connectHandler(this::onConnected);
        return server.listen(port, host).map(open -> host + ":" + open.actualPort());
    }

    /** Says it to every node of the map, from name to address. From any thread; never blocks. */
    void say(MeshBeat beat, Map<String, String> addresses) {
        Buffer frame = Buffer.buffer(Json.bytes(beat)).appendByte((byte) '\n');
        context.runOnContext(now -> {
            retain(addresses.keySet());
            addresses.forEach((node, address) -> say(link(node, address), frame));
        });
    }

    Future<Void> close() {
        return vertx.close();
    }

    /** A node that was restarted has another address: the old link means nothing any more. */
    private Link link(String node, String address) {
        Link known = links.get(node);
        if (known != null && known.address.equals(address)) {
            return known;
        }
        Link fresh = new Link(node, address);
        links.put(node, fresh);
        drop(known);
        return fresh;
    }

    private void retain(Set<String> nodes) {
        links.values().removeIf(link -> {
            boolean gone = !nodes.contains(link.node);
            if (gone) {
                drop(link);
            }
            return gone;
        });
    }

    private static void drop(Link link) {
        if (link != null && link.socket != null) {
            link.socket.close();
        }
    }

    /** A link that does not take what is said drops it: an old heartbeat is worth nothing. */
    private void say(Link link, Buffer frame) {
        if (link.socket == null) {
            connect(link);
        } else if (!link.socket.writeQueueFull()) {
            link.socket.write(frame);
        }
    }

    private void connect(Link link) {
        if (link.connecting || links.get(link.node) != link) {
            return;
        }
        link.connecting = true;
        int colon = link.address.lastIndexOf(':');
        client.connect(Integer.parseInt(link.address.substring(colon + 1)), link.address.substring(0, colon))
            .onComplete(socket -> onUp(link, socket), failure -> onFailed(link, failure));
    }

    private void onUp(Link link, NetSocket socket) {
        link.connecting = false;
        link.socket = socket;
        link.wasUp = true;
        socket.exceptionHandler(failure -> LOG.debug("link to {}: {}", link.node, failure.toString()));
        socket.closeHandler(closed -> {
            link.socket = null;
            connect(link);
        });
    }

    /** Tried again at the next heartbeat. Only a refusal is proof: a time-out may be the network's. */
    private void onFailed(Link link, Throwable failure) {
        link.connecting = false;
        boolean refused = String.valueOf(failure.getMessage()).contains("refused");
        if (refused && link.wasUp && links.get(link.node) == link) {
            link.wasUp = false;
            listener.onRefused(link.node);
        }
    }

    private void onConnected(NetSocket socket) {
        RecordParser lines = RecordParser.newDelimited("\n", socket).maxRecordSize(MAX_FRAME_BYTES);
        lines.exceptionHandler(failure -> close(socket, failure));
        lines.handler(line -> {
            try {
                listener.onBeat(Json.read(line.getBytes(), MeshBeat.class));
            } catch (MalformedMessage e) {
                close(socket, e);
            }
        });
    }

    private static void close(NetSocket socket, Throwable why) {
        LOG.debug("a heartbeat link from {} ends: {}", socket.remoteAddress(), why.toString());
        socket.close();
    }
}
