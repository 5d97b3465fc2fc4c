package dev.holdfast.failsafe.alerting.route;

import dev.holdfast.runtime.config.AlertsConfig.Format;
import dev.holdfast.runtime.config.AlertsConfig.Webhook;
import dev.holdfast.wire.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/** Tells by an HTTP POST. */
final class WebhookRoute implements Route {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_QUOTED = 200;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;

    private final Webhook config;
    private final WebClient client;

    WebhookRoute(Vertx vertx, Webhook config) {
        this.config = config;
        this.client = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(TIMEOUT_MILLIS)
            .setIdleTimeout(2 * TIMEOUT_MILLIS / 1_000).setFollowRedirects(false).setUserAgent("Holdfast"));
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public boolean disturbs() {
        return true;
    }

    @Override
    public Future<Void> send(Message message) {
        HttpRequest<Buffer> request = client.postAbs(config.url()).timeout(TIMEOUT_MILLIS)
            .putHeader(HttpHeaders.CONTENT_TYPE.toString(), "application/json; charset=utf-8");
        if (config.format() == Format.JSON && config.secret() != null) {
            request.bearerTokenAuthentication(config.secret());
        }
        return request.sendBuffer(Buffer.buffer(Json.bytes(WebhookBodies.of(config, message))))
            .compose(WebhookRoute::judge);
    }

    /** What the receiver says about itself may change; what it says about our request will not. */
    private static Future<Void> judge(HttpResponse<Buffer> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return Future.succeededFuture();
        }
        String body = response.bodyAsString();
        String said = "answered " + status + (body == null ? "" : ": "
            + body.substring(0, Math.min(MAX_QUOTED, body.length())));
        boolean ours = status >= 400 && status < 500 && status != REQUEST_TIMEOUT && status != TOO_MANY;
        return Future.failedFuture(ours ? new NotTaken(said) : new IllegalStateException(said));
    }

    @Override
    public void close() {
        client.close();
    }
}
