package dev.holdfast.binance.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.net.VenueSocket.Liveness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that does what venues do to connections. */
class VenueSocketTest {
    private static final Duration SILENCE = Duration.ofMillis(400);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ups = new AtomicInteger();
    private final List<String> downs = new CopyOnWriteArrayList<>();
    private VenueSocket socket;

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    @Test
    void answersThePingsOfTheVenue() throws Exception {
        var ponged = new CopyOnWriteArrayList<String>();
        open(Liveness.MESSAGES, server -> {
            server.pongHandler(pong -> ponged.add(pong.toString()));
            server.writePing(Buffer.buffer("1723161255343"));
        });
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(ponged).contains("1723161255343"));
    }

    @Test
    void staysOnAQuietConnectionThatAnswersItsPings() throws Exception {
        open(Liveness.PONGS, server -> { });
        await().pollDelay(SILENCE.multipliedBy(4)).atMost(DEADLINE).until(socket::isUp);
        assertThat(downs).isEmpty();
    }

    @Test
    void leavesAConnectionThatOnlyAnswersPingsWhenMessagesAreDue() throws Exception {
        open(Liveness.MESSAGES, server -> { });
        await().atMost(DEADLINE).until(() -> ups.get() >= 2);
        assertThat(downs.getFirst()).startsWith("nothing heard for");
    }

    @Test
    void waitsLongerAndLongerForAVenueThatKeepsClosing() throws Exception {
        open(Liveness.PONGS, ServerWebSocket::close);
        await().atMost(DEADLINE).until(() -> connections.get() >= 4);
        int before = connections.get();
        await().pollDelay(Duration.ofSeconds(1)).atMost(DEADLINE).until(() -> true);
        // At most one in half of the longest wait of 400 ms, though every one of them opened well.
        assertThat(connections.get() - before).isBetween(1, 6);
        assertThat(downs.size()).isEqualTo(ups.get());
    }

    private void open(Liveness liveness, Consumer<ServerWebSocket> onConnect) throws Exception {
        HttpServer server = get(vertx.createHttpServer().webSocketHandler(connected -> {
            connections.incrementAndGet();
            onConnect.accept(connected);
        }).listen(0, "127.0.0.1"));
        String address = "ws://127.0.0.1:" + server.actualPort();
        var config = BinanceConfig.of("http://127.0.0.1:1", address, address, "key", "secret")
            .withTimes(SILENCE, Duration.ofSeconds(2))
            .withReconnect(Duration.ofMillis(50), Duration.ofMillis(400));
        socket = new VenueSocket(vertx, config, liveness, new Counter(address));
        vertx.runOnContext(go -> socket.start());
        await().atMost(DEADLINE).until(() -> ups.get() > 0);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private final class Counter implements VenueSocket.Owner {
        private final String address;

        private Counter(String address) {
            this.address = address;
        }

        @Override
        public Future<String> address() {
            return Future.succeededFuture(address);
        }

        @Override
        public void onOpen() {
            ups.incrementAndGet();
            socket.good();
        }

        @Override
        public void onText(String text) {
        }

        @Override
        public void onUnreadable() {
        }

        @Override
        public void onDown(String why) {
            downs.add(why);
        }
    }
}
