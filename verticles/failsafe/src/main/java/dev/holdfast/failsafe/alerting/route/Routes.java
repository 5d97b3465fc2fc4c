package dev.holdfast.failsafe.alerting.route;

import dev.holdfast.resilience.alert.Notice;
import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.config.AlertsConfig;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Every route of the configuration, each with its queue. Lives on one context. */
public final class Routes {
    private final Map<String, RouteQueue> queues = new LinkedHashMap<>();

    public Routes(Vertx vertx, AlertsConfig config, Function<Notice, Message> message, RouteOutcome outcome) {
        this(vertx, config, message, outcome, RouteQueue.AGAIN);
    }

    Routes(Vertx vertx, AlertsConfig config, Function<Notice, Message> message, RouteOutcome outcome,
           Backoff again) {
        RouteQueue.Sending sending = new RouteQueue.Sending(vertx, again, message, outcome);
        config.routes().forEach(each ->
            queues.put(each.name(), new RouteQueue(route(vertx, each), sending)));
    }

    private static Route route(Vertx vertx, AlertsConfig.Route config) {
        return switch (config) {
            case AlertsConfig.LogRoute log -> new LogLines(log.name());
            case AlertsConfig.Webhook webhook -> new WebhookRoute(vertx, webhook);
            case AlertsConfig.Mail mail -> new MailRoute(vertx, mail);
        };
    }

    /** Sends it as soon as the route can. That each route exists was checked with the configuration. */
    public void send(Notice notice) {
        queues.get(notice.route()).add(notice);
    }

    /** Forgets what waits: another node speaks from here on. */
    public void close() {
        queues.values().forEach(RouteQueue::close);
    }

    /** Notices that wait, over all routes. */
    public int waiting() {
        return queues.values().stream().mapToInt(RouteQueue::waiting).sum();
    }
}
