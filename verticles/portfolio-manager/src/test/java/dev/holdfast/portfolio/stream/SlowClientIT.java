package dev.holdfast.portfolio.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.portfolio.GatewayFixture;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hub over a real connection whose other end does not read. */
class SlowClientIT {
    private static final String LARGE = "x".repeat(64 * 1024);
    private final Vertx vertx = Vertx.vertx();
    private StreamHub hub;
    private HttpServer server;

    @BeforeEach
    void serve() {
        Router router = Router.router(vertx);
        router.get().handler(context -> hub.onConnect(context, () -> true));
        server = GatewayFixture.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        hub = new StreamHub(vertx, "i-1");
    }

    @AfterEach
    void stop() {
        GatewayFixture.await(vertx.close());
    }

    @Test
    void losesQuotesFirstAndThenItsConnection() throws IOException {
        try (Socket slow = connect()) {
            Awaitility.await().atMost(5, SECONDS).until(() -> hub.clients() == 1);
            publish(EventKind.QUOTE, 500);
            Awaitility.await().atMost(10, SECONDS).until(() -> hub.dropped() > 0);
            assertThat(hub.clients()).isEqualTo(1);
            publish(EventKind.ORDER, ClientQueue.MAX_WAITING + 500);
            Awaitility.await().atMost(10, SECONDS).until(() -> hub.closedAsSlow() == 1);
            assertThat(hub.clients()).isZero();
            assertThat(slow.isConnected()).isTrue();
        }
    }

    @Test
    void forgetsAClientThatWentAway() throws IOException {
        connect().close();
        Awaitility.await().atMost(5, SECONDS).until(() -> hub.clients() == 0);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.actualPort());
        socket.setReceiveBufferSize(8_192);
        String request = "GET / HTTP/1.1\r\nHost: test\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** A few at a time, so that the connection may say in between that it is full. */
    private void publish(EventKind kind, int events) {
        vertx.runOnContext(now -> {
            for (int i = 0; i < Math.min(events, 10); i++) {
                hub.publish(kind, Map.of("text", LARGE));
            }
            if (events > 10) {
                publish(kind, events - 10);
            }
        });
    }
}
