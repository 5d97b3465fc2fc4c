package dev.holdfast.venuesim.stream;

import dev.holdfast.venuesim.fault.FaultName;
import dev.holdfast.venuesim.fault.Faults;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** All open WebSockets and who listens to which stream. Event-loop confined. */
public final class StreamHub {

    /** Connections of one venue; more are refused. */
    public static final int MOST_CONNECTIONS = 1_000;
    private static final long SILENCE_LIMIT = 60_000L;
    private static final long LIFETIME = 86_400_000L;

    private final Faults faults;
    private final Set<StreamConnection> connections = new LinkedHashSet<>();
    private final Map<String, Set<StreamConnection>> listeners = new HashMap<>();

    /** A hub that the faults can silence. */
    public StreamHub(Faults faults) {
        this.faults = faults;
    }

    /** Takes a new socket in. */
    public StreamConnection open(ServerWebSocket socket, boolean combined, long now) {
        var connection = new StreamConnection(socket, combined, now);
        connections.add(connection);
        return connection;
    }

    /** Whether another connection fits. */
    public boolean hasRoom() {
        return connections.size() < MOST_CONNECTIONS;
    }

    /** Forgets a closed socket. */
    public void closed(StreamConnection connection) {
        connections.remove(connection);
        List.copyOf(connection.streams()).forEach(stream -> unsubscribe(connection, stream));
    }

    /** Adds a stream by name; any name is taken, as the exchange does. */
    public void subscribe(StreamConnection connection, String stream) {
        connection.streams().add(stream);
        listeners.computeIfAbsent(stream, name -> new LinkedHashSet<>()).add(connection);
    }

    /** Takes a stream away. */
    public void unsubscribe(StreamConnection connection, String stream) {
        connection.streams().remove(stream);
        var set = listeners.get(stream);
        if (set != null) {
            set.remove(connection);
            if (set.isEmpty()) {
                listeners.remove(stream);
            }
        }
    }

    /** Sends to everyone who listens; the event is built only if someone does. */
    public void publish(String stream, Supplier<JsonObject> event) {
        var set = listeners.get(stream);
        if (set == null || isSilent()) {
            return;
        }
        var text = event.get().encode();
        List.copyOf(set).forEach(connection -> connection.send(stream, text));
    }

    /** Whether someone listens to this stream. */
    public boolean isHeard(String stream) {
        return listeners.containsKey(stream);
    }

    /** Names someone listens to. */
    public Collection<String> streams() {
        return Collections.unmodifiableSet(listeners.keySet());
    }

    /** Open sockets. */
    public Collection<StreamConnection> connections() {
        return Collections.unmodifiableSet(connections);
    }

    /** Whether the silent-socket fault holds everything back. */
    public boolean isSilent() {
        return faults.isOn(FaultName.SILENT_SOCKET);
    }

    /** Pings everyone and cuts off who is silent or too old. */
    public void pingAll(long now) {
        if (isSilent()) {
            return;
        }
        for (var connection : List.copyOf(connections)) {
            if (now - connection.lastPongAt() > SILENCE_LIMIT || now - connection.openedAt() > LIFETIME) {
                connection.close("no pong for 60 s, or open for 24 h");
            } else {
                connection.ping(now);
            }
        }
    }

    /** Sends one text to every socket, whatever it listens to. */
    public void sendAll(String text) {
        List.copyOf(connections).forEach(connection -> connection.send(text));
    }

    /** Breaks every connection. */
    public void dropAll() {
        List.copyOf(connections).forEach(StreamConnection::drop);
    }
}
