package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * For whoever starts and watches the process. Live: the event loop turns. Ready: every check passes, so an
 * order sent here can be judged and its fate be seen.
 */
public final class HealthRoutes {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final HealthChecks checks;

    /** One check's answer; {@code why} is null while it passes. */
    record Check(String id, String status, String why) {
    }

    /** The answer as a whole. */
    record Health(String status, List<Check> checks) {
    }

    /**
     * Prepares the checks.
     *
     * @param procedures by name: null while all is well, else what is wrong; asked for each request
     */
    public HealthRoutes(Vertx vertx, Map<String, Supplier<String>> procedures) {
        this.checks = HealthChecks.create(vertx);
        new TreeMap<>(procedures).forEach((name, procedure) -> checks.register(name, promise -> {
            String wrong = procedure.get();
            promise.complete(wrong == null ? Status.OK()
                : Status.KO(new JsonObject().put("why", wrong)));
        }));
    }

    void onLive(RoutingContext context) {
        Answers.json(context, 200, new Health(UP, List.of()));
    }

    void onReady(RoutingContext context) {
        checks.checkStatus().onComplete(result -> {
            boolean up = CheckResult.isUp(result);
            List<Check> all = result.getChecks().stream().map(HealthRoutes::check).toList();
            Answers.json(context, up ? 200 : 503, new Health(up ? UP : DOWN, all));
        }, context::fail);
    }

    private static Check check(CheckResult result) {
        return new Check(result.getId(), result.getUp() ? UP : DOWN,
            result.getData() == null ? null : result.getData().getString("why"));
    }
}
