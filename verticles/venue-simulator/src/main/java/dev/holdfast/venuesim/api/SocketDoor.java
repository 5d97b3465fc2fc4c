package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.stream.StreamConnection;
import dev.holdfast.venuesim.stream.StreamHub;
import dev.holdfast.venuesim.stream.StreamRequests;
import dev.holdfast.venuesim.stream.UserStreams;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** WebSockets: raw streams under /ws, combined ones under /stream, the request API under /ws-api/v3. */
final class SocketDoor {

    private static final String API_PATH = "/ws-api/v3";

    private final StreamHub hub;
    private final UserStreams users;
    private final StreamRequests streamRequests;
    private final SocketRequests socketRequests;
    private final Gate gate;

    SocketDoor(StreamHub hub, UserStreams users, SocketRequests socketRequests, Gate gate) {
        this.hub = hub;
        this.users = users;
        this.streamRequests = new StreamRequests(hub, gate.limits().limits().streamsPerConnection());
        this.socketRequests = socketRequests;
        this.gate = gate;
    }

    void onHandshake(ServerWebSocketHandshake handshake) {
        var path = handshake.path();
        if (!hub.hasRoom()) {
            handshake.reject(503);
        } else if (path.equals(API_PATH) || path.equals("/stream") || path.equals("/ws")
            || path.startsWith("/ws/")) {
            handshake.accept();
        } else {
            handshake.reject(404);
        }
    }

    void onSocket(ServerWebSocket socket) {
        var connection = hub.open(socket, socket.path().equals("/stream"), gate.clock().millis());
        socket.pongHandler(pong -> connection.ponged(gate.clock().millis()));
        socket.exceptionHandler(broken -> connection.drop());
        socket.closeHandler(closed -> {
            hub.closed(connection);
            users.unsubscribe(connection, null);
        });
        if (socket.path().equals(API_PATH)) {
            var address = socket.remoteAddress().hostAddress();
            socket.textMessageHandler(text -> socketRequests.handle(connection, address, text));
            return;
        }
        names(socket).forEach(stream -> hub.subscribe(connection, stream));
        socket.textMessageHandler(text -> onStreamMessage(connection, text));
    }

    private void onStreamMessage(StreamConnection connection, String text) {
        if (connection.mayReceive(gate.limits().limits().messagesPerSecond(), gate.clock().millis())) {
            streamRequests.handle(connection, text);
        } else {
            connection.close("Too many requests");
        }
    }

    /**
     * Streams named in the address; XChange percent-encodes both '@' and '/'. Unknown names are taken as
     * they are.
     */
    private List<String> names(ServerWebSocket socket) {
        var query = socket.query() == null ? "" : socket.query();
        var raw = socket.path().startsWith("/ws/") ? socket.path().substring("/ws/".length())
            : Arrays.stream(query.split("&")).filter(part -> part.startsWith("streams="))
                .map(part -> part.substring("streams=".length())).findFirst().orElse("");
        return Arrays.stream(URLDecoder.decode(raw, StandardCharsets.UTF_8).split("/"))
            .filter(name -> !name.isBlank()).limit(gate.limits().limits().streamsPerConnection()).toList();
    }
}
