package dev.holdfast.portfolio;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.awaitility.Awaitility;

/** The real portfolio manager over a real broker and bus, with {@link StubShards} behind it. */
public final class GatewayFixture implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 15;
    public final Vertx vertx = Vertx.vertx();
    public final KafkaFixture kafka = KafkaFixture.fresh();
    public final NodeKit kit;
    public final TestCluster cluster;
    public final StubShards shards;
    private final PortfolioManagerVerticle portfolio;
    private final HttpClient http = HttpClient.newHttpClient();

    public GatewayFixture() {
        Topics.all().forEach(topic -> kafka.createTopic(topic.name(), topic == Topics.JOURNAL ? 16 : 1));
        Clock clock = Clock.systemUTC();
        NodeIdentity identity = new NodeIdentity("node-1", "i1", clock);
        cluster = new TestCluster(identity);
        kit = new NodeKit(identity, TestDesk.config(kafka.bootstrap()), new Bus(vertx, "node-1", clock),
            new StreamWriter(vertx, kafka.bootstrap(), "node-1", clock), cluster);
        kit.breakers().start();
        shards = new StubShards(kit);
        await(vertx.deployVerticle(shards));
        portfolio = new PortfolioManagerVerticle(kit);
        await(vertx.deployVerticle(portfolio));
        kit.bus().publish(Addresses.QUOTE, TestDesk.quote(TestDesk.BTC, "61250", "61250.1", Instant.now()));
        Awaitility.await().atMost(DEADLINE_SECONDS, SECONDS)
            .until(() -> get("/health/ready").statusCode() == 200);
        Awaitility.await().atMost(DEADLINE_SECONDS, SECONDS)
            .until(() -> json(get("/api/v1/accounts")).at("/items").size() == 2);
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(DEADLINE_SECONDS, SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + portfolio.port() + path);
    }

    /** A request without credentials, for tests that are about them. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).header("Authorization", basic("olga", "secret")));
    }

    /** Sends a JSON body as the operator. */
    public HttpResponse<String> send(String method, String path, String body) {
        return sendAs("olga", method, path, body);
    }

    public HttpResponse<String> sendAs(String user, String method, String path, String body) {
        return send(request(path).header("Authorization", basic(user, "secret"))
            .header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).header("Authorization", basic("olga", "secret")).DELETE());
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder()
            .encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    public static JsonNode json(HttpResponse<String> response) {
        return Json.read(response.body(), JsonNode.class);
    }

    @Override
    public void close() {
        http.close();
        await(vertx.close());
        kafka.close();
    }
}
