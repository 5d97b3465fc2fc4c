package dev.holdfast.node.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.wire.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stands where people's telephones are: takes whatever the nodes' alerting sends, and counts it. */
final class PageReceiver {
    private static final int TAKEN = 204;
    private static final int MALFORMED = 400;
    private static final long OPEN_SECONDS = 10;

    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** One delivery. */
    record Received(String kind, String incident, String severity, String text, long atMillis) {
        /** Somebody is called for the first time because of that incident. */
        boolean isPage() {
            return kind.equals("OPENED") && severity.equals("PAGE");
        }
    }

    private PageReceiver() {
    }

    /** Listens in the member's process; gone with it. */
    static PageReceiver open(Member member, DrillPlan plan) throws InterruptedException {
        PageReceiver receiver = new PageReceiver();
        try {
            member.vertx().createHttpServer().requestHandler(receiver::onRequest)
                .listen(plan.alertsPort(), plan.network().hub()).toCompletionStage().toCompletableFuture()
                .get(OPEN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the drill cannot take notices on port " + plan.alertsPort(), e);
        }
        return receiver;
    }

    List<Received> between(long fromMillis, long toMillis) {
        return received.stream().filter(each -> each.atMillis() >= fromMillis && each.atMillis() < toMillis)
            .toList();
    }

    private void onRequest(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response().setStatusCode(take(body)).end());
    }

    private int take(Buffer body) {
        try {
            JsonNode notice = Json.mapper().readTree(body.getBytes());
            received.add(new Received(notice.path("kind").asText(), notice.at("/incident/id").asText(),
                notice.at("/incident/severity").asText(), notice.path("text").asText(),
                System.currentTimeMillis()));
            return TAKEN;
        } catch (IOException e) {
            return MALFORMED;
        }
    }
}
