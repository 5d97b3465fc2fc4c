package dev.holdfast.portfolio.stream;

import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.stream.ClientQueue.Verdict;
import dev.holdfast.portfolio.stream.EventRing.Numbered;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.view.ProblemView.FieldError;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Pushes every change to all open connections as Server-Sent Events (requirement D9). A client that names the
 * last id it saw gets what it missed; if that is not known any more it is first told to {@code reset}. All on
 * one context.
 */
public final class StreamHub {
    static final int MAX_CLIENTS = 200;
    private static final long HEARTBEAT_MILLIS = 5_000;
    private static final byte[] WELCOME = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Vertx vertx;
    private final EventRing ring;
    private final Set<StreamClient> clients = new LinkedHashSet<>();
    private final long timer;
    private long dropped;
    private long closedAsSlow;

    /**
     * Starts the heartbeat, on the caller's context.
     *
     * @param epoch what the ids begin with: new for each start
     */
    public StreamHub(Vertx vertx, String epoch) {
        this.vertx = vertx;
        this.ring = new EventRing(epoch);
        this.timer = vertx.setPeriodic(HEARTBEAT_MILLIS, tick -> heartbeat());
    }

    /** Tells everybody. The view must never change again: it is written when it is first read. */
    public void publish(EventKind kind, Object view) {
        Numbered event = ring.add(kind, () -> Json.text(view));
        for (StreamClient client : new ArrayList<>(clients)) {
            Verdict verdict = client.offer(event);
            if (verdict == Verdict.DROP) {
                dropped++;
            } else if (verdict == Verdict.CLOSE) {
                closedAsSlow++;
                remove(client);
            }
        }
    }

    /** Opens a connection; {@code mayStay} is asked again with each heartbeat. */
    public void onConnect(RoutingContext context, BooleanSupplier mayStay) {
        Set<EventKind> topics = topics(context.queryParams().get("topics"));
        if (clients.size() >= MAX_CLIENTS) {
            throw Problem.unavailable(MAX_CLIENTS + " streams are open already");
        }
        HttpServerResponse response = context.response().setChunked(true)
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader("X-Accel-Buffering", "no");
        StreamClient client = new StreamClient(response, topics, mayStay);
        client.write(WELCOME);
        resume(client, context.request().getHeader("Last-Event-ID"));
        clients.add(client);
        response.closeHandler(closed -> clients.remove(client));
        response.exceptionHandler(broken -> clients.remove(client));
    }

    /** Ends all connections. */
    public void close() {
        vertx.cancelTimer(timer);
        new ArrayList<>(clients).forEach(this::remove);
    }

    public int clients() {
        return clients.size();
    }

    /** Events that slow clients were not sent, as newer ones replace them. */
    public long dropped() {
        return dropped;
    }

    /** Clients that were cut off because they did not read. */
    public long closedAsSlow() {
        return closedAsSlow;
    }

    /** The past goes out at once: it is at most the ring, a few megabytes, for at most 200 clients. */
    private void resume(StreamClient client, String lastId) {
        if (lastId == null || lastId.isEmpty()) {
            return;
        }
        List<Numbered> missed = ring.after(lastId);
        if (missed == null) {
            client.reset();
            return;
        }
        missed.stream().filter(event -> client.wants(event.kind()) || event.kind() == EventKind.RESET)
            .forEach(event -> client.write(event.frame()));
    }

    private void heartbeat() {
        for (StreamClient client : new ArrayList<>(clients)) {
            if (!client.mayStay()) {
                remove(client);
            } else if (!client.isFull()) {
                client.write(HEARTBEAT);
            }
        }
    }

    private void remove(StreamClient client) {
        clients.remove(client);
        client.close();
    }

    /** Null: all of them. */
    private static Set<EventKind> topics(String names) {
        if (names == null || names.isEmpty()) {
            return EnumSet.allOf(EventKind.class);
        }
        Set<EventKind> chosen = EnumSet.noneOf(EventKind.class);
        for (String name : names.split(",", -1)) {
            chosen.add(Arrays.stream(EventKind.values()).filter(kind -> kind.text().equals(name)).findFirst()
                .orElseThrow(() -> Problem.invalidQuery(List.of(new FieldError("/query/topics",
                    "unknown topic '" + name + "'", Arrays.stream(EventKind.values()).map(EventKind::text)
                        .collect(Collectors.joining(", ")))))));
        }
        return chosen;
    }
}
