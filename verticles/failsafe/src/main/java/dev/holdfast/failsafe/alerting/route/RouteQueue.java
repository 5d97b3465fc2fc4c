package dev.holdfast.failsafe.alerting.route;

import dev.holdfast.resilience.alert.Notice;
import dev.holdfast.resilience.recovery.Backoff;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that wait for one route, sent one after the other. Of one incident only the newest waits. What
 * fails is tried again after a growing wait; what the receiver refuses for good is given back. Lives on one
 * context.
 */
final class RouteQueue {
    static final int MAX_WAITING = 200;
    /** Refusals of one notice until it is given back, so that one bad notice does not block the others. */
    static final int MAX_REFUSALS = 3;
    static final Backoff AGAIN = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Logger LOG = LoggerFactory.getLogger(RouteQueue.class);

    private final Vertx vertx;
    private final Route route;
    private final Backoff again;
    private final Function<Notice, Message> message;
    private final RouteOutcome listener;
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private final Map<String, Notice> waiting = new LinkedHashMap<>();
    private boolean busy;
    private boolean closed;
    private int failures;
    private int refusals;

    /** What is needed to send. */
    record Sending(Vertx vertx, Backoff again, Function<Notice, Message> message, RouteOutcome listener) {
    }

    RouteQueue(Route route, Sending sending) {
        this.route = route;
        this.vertx = sending.vertx();
        this.again = sending.again();
        this.message = sending.message();
        this.listener = sending.listener();
    }

    /**
     * Sends it as soon as its turn comes. Where too many wait, the oldest notice of an end goes: those of
     * what is still wrong are fewer than the bound.
     */
    void add(Notice notice) {
        waiting.put(notice.incident().id(), notice);
        if (waiting.size() > MAX_WAITING) {
            waiting.values().stream().filter(each -> each.kind() == Notice.Kind.RESOLVED).findFirst()
                .ifPresent(oldest -> drop(oldest, MAX_WAITING + " notices wait already"));
        }
        next();
    }

    private void drop(Notice notice, String why) {
        waiting.remove(notice.incident().id(), notice);
        listener.onDropped(notice, why);
    }

    /** Forgets what waits. What is on the wire may still arrive, but is not told any more. */
    void close() {
        closed = true;
        waiting.clear();
        route.close();
    }

    private void next() {
        if (busy || closed || waiting.isEmpty()) {
            return;
        }
        busy = true;
        Notice notice = waiting.values().iterator().next();
        route.send(message.apply(notice)).onComplete(
            sent -> ifOpen(() -> onSent(notice)), failure -> ifOpen(() -> onFailed(notice, failure)));
    }

    private void ifOpen(Runnable then) {
        if (!closed) {
            then.run();
        }
    }

    private void onSent(Notice notice) {
        waiting.remove(notice.incident().id(), notice);
        busy = false;
        refusals = 0;
        if (failures > 0) {
            failures = 0;
            listener.onRoute(route.name(), 0, "delivers again");
        }
        listener.onDelivered(notice, route.disturbs());
        next();
    }

    private void onFailed(Notice notice, Throwable failure) {
        failures++;
        LOG.warn("route {} failed {} times in a row: {}", route.name(), failures, failure.toString());
        listener.onRoute(route.name(), failures, String.valueOf(failure.getMessage()));
        refusals = failure instanceof Route.NotTaken ? refusals + 1 : 0;
        if (refusals >= MAX_REFUSALS) {
            refusals = 0;
            drop(notice, failure.getMessage());
        }
        long wait = Math.max(1, again.delay(failures, chance.nextDouble()).toMillis());
        vertx.setTimer(wait, due -> ifOpen(() -> {
            busy = false;
            next();
        }));
    }

    int waiting() {
        return waiting.size();
    }
}
