package dev.holdfast.portfolio.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.portfolio.GatewayFixture;
import dev.holdfast.testkit.FreePorts;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gateways that follow one another on one port, over real sockets. */
class GatewayPortTest {
    /** Long enough for the next gateway to stand in the acceptor's queue. */
    private static final long BUSY_MILLIS = 300;

    private final Vertx vertx = Vertx.vertx();
    private final int number = FreePorts.one();
    private final CountDownLatch awake = new CountDownLatch(1);

    @AfterEach
    void stop() {
        awake.countDown();
        GatewayFixture.await(vertx.close());
    }

    @Test
    void belongsToTheNextGatewayWhileTheOneBeforeHangsAndAfterItWoke() throws Exception {
        Context hanging = loop();
        HttpServer first = open(hanging, "first");
        assertThat(get()).isEqualTo("first");
        hang(hanging);

        GatewayFixture.await(port().close(first));
        open(loop(), "second");
        assertThat(get()).isEqualTo("second");

        awake.countDown();
        Promise<Void> turned = Promise.promise();
        hanging.runOnContext(turned::complete);
        GatewayFixture.await(turned.future());
        for (int i = 0; i < 10; i++) {
            assertThat(get()).isEqualTo("second");
        }
    }

    @Test
    void isNotSharedWithAGatewayThatIsStillThere() throws Exception {
        HttpServer first = open(loop(), "first");

        assertThatThrownBy(() -> open(loop(), "second"))
            .hasMessageContaining("another gateway of this process has it");
        assertThat(get()).isEqualTo("first");

        GatewayFixture.await(port().close(first));
        open(loop(), "second");
        assertThat(get()).isEqualTo("second");
    }

    @Test
    void isClosedForEverybodyOnceItsGatewayIs() {
        HttpServer only = open(loop(), "only");
        GatewayFixture.await(port().close(only));

        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    @Test
    void belongsToTheNextGatewayThoughTheAcceptorHadNoTurnYetToLetGoOfIt() throws Exception {
        HttpServer first = open(loop(), "first");
        CountDownLatch closed = new CountDownLatch(1);
        port().close(first).onComplete(done -> {
            closed.countDown();
            sleep(BUSY_MILLIS);
        });
        closed.await();

        open(loop(), "second");
        assertThat(get()).isEqualTo("second");
    }

    /** Each call gives another event loop, as long as there are as many. */
    private Context loop() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    private GatewayPort port() {
        return new GatewayPort(vertx, new HttpServerOptions().setHost("127.0.0.1").setPort(number));
    }

    private HttpServer open(Context context, String name) {
        Promise<HttpServer> open = Promise.promise();
        context.runOnContext(now -> port().open(request -> request.response().end(name)).onComplete(open));
        return GatewayFixture.await(open.future());
    }

    private void hang(Context context) throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        context.runOnContext(now -> {
            hangs.countDown();
            try {
                awake.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        hangs.await();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String get() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + number)).build(),
                BodyHandlers.ofString()).body();
        }
    }
}
