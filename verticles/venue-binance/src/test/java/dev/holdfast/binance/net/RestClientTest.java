package dev.holdfast.binance.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.binance.net.HttpAnswer.Lost;
import dev.holdfast.binance.net.HttpAnswer.NotWritten;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against sockets that do what a network does. */
class RestClientTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    @Test
    void saysNotWrittenWhenNobodyListens() throws Exception {
        NetServer server = listen(socket -> { });
        int port = server.actualPort();
        get(server.close());
        assertThat(send(client(port), order())).isInstanceOf(NotWritten.class);
    }

    @Test
    void saysLostWhenTheConnectionEndsAfterTheWrite() throws Exception {
        NetServer server = listen(socket -> socket.close());
        assertThat(send(client(server.actualPort()), order())).isInstanceOf(Lost.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void saysLostWhenNoAnswerComesAndSendsNothingTwice() throws Exception {
        NetServer server = listen(socket -> { });
        RestClient client = client(server.actualPort());
        assertThat(send(client, order())).isInstanceOf(Lost.class);
        assertThat(requests).hasValue(1);
        // The connection with the open question is not used again.
        assertThat(send(client, order())).isInstanceOf(Lost.class);
        assertThat(connections).hasValue(2);
    }

    @Test
    void saysLostWhenTheAnswerIsTornApart() throws Exception {
        NetServer server = listen(socket ->
            socket.write("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"").onComplete(w -> socket.close()));
        assertThat(send(client(server.actualPort()), order())).isInstanceOf(Lost.class);
    }

    @Test
    void writesNothingAfterARefusalAndKeepsTheConnectionUsable() throws Exception {
        NetServer server = listen(socket -> answer(socket, "200 OK", ""));
        RestClient client = client(server.actualPort());
        assertThat(send(client, order().onlyIf(() -> "halted"))).isEqualTo(new NotWritten("halted"));
        assertThat(requests).hasValue(0);
        assertThat(send(client, order())).isInstanceOf(Answered.class);
    }

    @Test
    void isSilentWhileTheVenueSaysSo() throws Exception {
        NetServer server = listen(socket -> answer(socket, "429 Too Many Requests", "retry-after: 60\r\n"));
        RestClient client = client(server.actualPort());
        assertThat(send(client, order())).isInstanceOfSatisfying(Answered.class,
            answered -> assertThat(answered.retryAfterSeconds()).isEqualTo(60));
        assertThat(send(client, order())).isInstanceOf(NotWritten.class);
        assertThat(requests).hasValue(1);
    }

    private static RestCall order() {
        return RestCall.signed(HttpMethod.POST, "/api/v3/order").as(RateGate.Kind.ORDER)
            .with("symbol", "BTCUSDT");
    }

    private static void answer(NetSocket socket, String status, String header) {
        socket.write("HTTP/1.1 " + status + "\r\n" + header + "content-length: 2\r\n\r\n{}");
    }

    private NetServer listen(Consumer<NetSocket> onRequest) throws Exception {
        return get(vertx.createNetServer().connectHandler(socket -> {
            connections.incrementAndGet();
            socket.handler(bytes -> {
                requests.incrementAndGet();
                onRequest.accept(socket);
            });
        }).listen(0, "127.0.0.1"));
    }

    private RestClient client(int port) {
        String url = "http://127.0.0.1:" + port;
        String ws = "ws://127.0.0.1:" + port;
        return new RestClient(vertx, BinanceConfig.of(url, ws, ws, "key", "secret")
            .withTimes(Duration.ofSeconds(5), Duration.ofMillis(300)));
    }

    private static HttpAnswer send(RestClient client, RestCall call) throws Exception {
        return get(client.send(call));
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
