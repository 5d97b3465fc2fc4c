package dev.holdfast.venuesim;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A WebSocket that remembers everything it was told. */
final class TestSocket implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean closed;
    private volatile int pings;

    TestSocket(String address) {
        socket = HttpClient.newHttpClient().newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listening()).join();
    }

    void send(JsonObject json) {
        socket.sendText(json.encode(), true).join();
    }

    /** Everything that was valid JSON, in order. */
    List<JsonObject> messages() {
        return texts.stream().filter(TestSocket::isJson).map(JsonObject::new).toList();
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    boolean isClosed() {
        return closed;
    }

    int pings() {
        return pings;
    }

    List<JsonObject> all(Predicate<JsonObject> wanted) {
        return messages().stream().filter(wanted).toList();
    }

    JsonObject awaitMessage(Predicate<JsonObject> wanted) {
        return awaitMessages(wanted, 1).getFirst();
    }

    List<JsonObject> awaitMessages(Predicate<JsonObject> wanted, int least) {
        await().atMost(PATIENCE).until(() -> all(wanted).size() >= least);
        return all(wanted);
    }

    void awaitClosed() {
        await().atMost(PATIENCE).until(this::isClosed);
    }

    static Predicate<JsonObject> event(String name) {
        return json -> name.equals(json.getString("e"));
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static boolean isJson(String text) {
        try {
            new JsonObject(text);
            return true;
        } catch (DecodeException e) {
            return false;
        }
    }

    private final class Listening implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                texts.add(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            pings++;
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed = true;
        }
    }
}
