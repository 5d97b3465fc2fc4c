package dev.holdfast.portfolio.http;

import dev.holdfast.wire.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers: records as JSON, refusals as problems. */
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {
    }

    public static void json(RoutingContext context, int status, Object record) {
        context.response().setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(Buffer.buffer(Json.bytes(record)));
    }

    public static void items(RoutingContext context, List<?> items) {
        json(context, 200, new Items<>(items));
    }

    /** Answers the failure of a route; what is not a problem by itself is ours, and is logged. */
    public static void failure(RoutingContext context, Throwable failure) {
        if (failure instanceof Problem problem) {
            problem(context, problem);
        } else {
            LOG.error("{} {} failed", context.request().method(), context.request().path(), failure);
            problem(context, Problem.internal());
        }
    }

    public static void problem(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            response.reset();
            return;
        }
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
        }
        response.setStatusCode(problem.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(Buffer.buffer(Json.bytes(problem.view())));
    }
}
