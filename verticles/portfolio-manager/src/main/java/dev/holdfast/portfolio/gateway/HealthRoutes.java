package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.runtime.health.LoopWatch.Blocked;
import dev.holdfast.runtime.health.NodeHealth;
import dev.holdfast.runtime.health.Procedures;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * For whoever starts and watches the process. Live: no event loop of a service hangs for long, which only a
 * new process would cure. Ready: every check of the gateway passes, so an order sent here can be judged and
 * its fate be seen; the services of this node are listed too, but another node may do their work.
 */
public final class HealthRoutes {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";
    private static final String SERVICE = "service ";
    /** Long after the others took over: by then recovery from within has failed. */
    private static final Duration HANGS_FOR_GOOD = Duration.ofSeconds(30);

    private final NodeHealth node;
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
    public HealthRoutes(Vertx vertx, NodeHealth node, Map<String, Supplier<String>> procedures) {
        this.node = node;
        this.checks = HealthChecks.create(vertx);
        new TreeMap<>(procedures).forEach((name, procedure) -> checks.register(name, promise -> {
            String wrong = procedure.get();
            promise.complete(wrong == null ? Status.OK()
                : Status.KO(new JsonObject().put("why", wrong)));
        }));
    }

    void onLive(RoutingContext context) {
        List<Check> hanging = node.loops().blocked().stream()
            .filter(blocked -> !blocked.services().isEmpty()
                && blocked.forTime().compareTo(HANGS_FOR_GOOD) > 0)
            .map(HealthRoutes::hanging).toList();
        boolean up = hanging.isEmpty();
        Answers.json(context, up ? 200 : 503, new Health(up ? UP : DOWN, hanging));
    }

    void onReady(RoutingContext context) {
        checks.checkStatus().compose(own -> services().map(services -> {
            boolean up = CheckResult.isUp(own);
            List<Check> all = Stream.concat(own.getChecks().stream().map(HealthRoutes::check),
                services.stream()).toList();
            Answers.json(context, up ? 200 : 503, new Health(up ? UP : DOWN, all));
            return null;
        })).onFailure(context::fail);
    }

    private Future<List<Check>> services() {
        List<Future<Check>> asked = new ArrayList<>();
        node.services().forEach((service, its) -> asked.add(its.checkStatus(Procedures.SELF)
            .map(found -> service(service, Procedures.view(found)))));
        return Future.all(asked).map(done -> asked.stream().map(Future::result).toList());
    }

    private static Check service(String name, SelfView view) {
        boolean up = view.status() != HealthStatus.UNHEALTHY;
        return new Check(SERVICE + name, up ? UP : DOWN,
            view.status() == HealthStatus.HEALTHY ? null : view.detail());
    }

    private static Check hanging(Blocked blocked) {
        return new Check("event-loop", DOWN, "of " + String.join(", ", blocked.services())
            + " does not turn for " + blocked.forTime().toSeconds() + " s: " + blocked.where());
    }

    private static Check check(CheckResult result) {
        return new Check(result.getId(), result.getUp() ? UP : DOWN,
            result.getData() == null ? null : result.getData().getString("why"));
    }
}
