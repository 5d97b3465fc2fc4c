package dev.holdfast.venuesim.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One WebSocket of a client: which streams it wants and in which form. Sending is refused while the socket
 * is silenced by a fault, and a client that reads too slowly is cut off once {@value #MOST_QUEUED_BYTES}
 * bytes wait for it.
 */
public final class StreamConnection {

    private static final int MOST_QUEUED_BYTES = 8 * 1024 * 1024;
    private static final short POLICY_VIOLATION = 1008;

    private final ServerWebSocket socket;
    private final Set<String> streams = new LinkedHashSet<>();
    private final long openedAt;
    private boolean combined;
    private long lastPongAt;
    private long messageSecond;
    private int messagesInSecond;

    StreamConnection(ServerWebSocket socket, boolean combined, long now) {
        this.socket = socket;
        this.combined = combined;
        this.openedAt = now;
        this.lastPongAt = now;
        socket.setWriteQueueMaxSize(MOST_QUEUED_BYTES);
    }

    Set<String> streams() {
        return streams;
    }

    boolean isCombined() {
        return combined;
    }

    void combine(boolean on) {
        combined = on;
    }

    /** When it was opened, venue milliseconds. */
    public long openedAt() {
        return openedAt;
    }

    long lastPongAt() {
        return lastPongAt;
    }

    /** The client answered a ping. */
    public void ponged(long now) {
        lastPongAt = now;
    }

    void ping(long now) {
        socket.writePing(Buffer.buffer(Long.toString(now)));
    }

    void send(String text) {
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            close("client reads too slowly");
            return;
        }
        socket.writeTextMessage(text);
    }

    /** An event in this connection's form. */
    void send(String stream, String event) {
        send(combined ? "{\"stream\":\"" + stream + "\",\"data\":" + event + "}" : event);
    }

    /** Any JSON as it is. */
    public void send(JsonObject json) {
        send(json.encode());
    }

    /** Ends the connection with a reason. */
    public void close(String reason) {
        if (!socket.isClosed()) {
            socket.close(POLICY_VIOLATION, reason);
        }
    }

    /** Ends the connection without a word, as a broken line does. */
    public void drop() {
        if (!socket.isClosed()) {
            socket.close();
        }
    }

    /** Counts an incoming message; false when this second already had {@code most}. */
    public boolean mayReceive(int most, long now) {
        if (now / 1000 != messageSecond) {
            messageSecond = now / 1000;
            messagesInSecond = 0;
        }
        return ++messagesInSecond <= most;
    }
}
