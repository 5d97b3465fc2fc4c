package dev.holdfast.bench.path;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Submits orders through a node's gateway. */
final class RestClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration TRADES_WITHIN = Duration.ofSeconds(60);
    private static final long AGAIN_MILLIS = 500;
    private static final int CREATED = 201;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI orders;
    private final String authorization;
    private long number;

    RestClient(String gateway) {
        this.orders = URI.create(gateway + "/api/v1/orders");
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(
            (BenchConfig.USER + ":" + BenchConfig.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    /** Completes with the answer: null if the order is durable and is being sent, else what is wrong. */
    CompletableFuture<String> submit() {
        String body = ("{\"clOrdId\":\"rest-%d\",\"account\":\"bench-%d\",\"instrument\":\"BTCUSDT\","
            + "\"side\":\"BUY\",\"type\":\"LIMIT\",\"timeInForce\":\"IOC\",\"quantity\":\"0.1\","
            + "\"limitPrice\":\"%s\"}").formatted(++number, number % BenchConfig.ACCOUNTS, OrderNode.BID);
        HttpRequest request = HttpRequest.newBuilder(orders).timeout(TIMEOUT)
            .header("Authorization", authorization).header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)).build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(RestClient::problem);
    }

    /** Returns once an order was taken. A gateway may close its connections while its node is starting. */
    void awaitTrading() throws InterruptedException {
        long end = System.nanoTime() + TRADES_WITHIN.toNanos();
        for (String problem = tried(); problem != null; problem = tried()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no order is taken: " + problem);
            }
            Thread.sleep(AGAIN_MILLIS);
        }
    }

    private String tried() {
        return submit().exceptionally(Throwable::toString).join();
    }

    /** The sum of what the gateway's metrics say under this name, whatever the labels. */
    double metric(String name) {
        HttpRequest request = HttpRequest.newBuilder(orders.resolve("/metrics")).timeout(TIMEOUT).build();
        return http.sendAsync(request, BodyHandlers.ofString()).join().body().lines()
            .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Override
    public void close() {
        http.close();
    }

    private static String problem(HttpResponse<String> answer) {
        boolean submitted = answer.statusCode() == CREATED && answer.body().contains("SUBMITTED");
        return submitted ? null : answer.statusCode() + " " + answer.body();
    }
}
