package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.JsonFields;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.http.QueryParameters;
import dev.holdfast.resilience.breaker.BreakerMode;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.guard.GuardedBus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.BreakerStates;
import dev.holdfast.wire.message.ForceBreaker;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The circuit breakers of all nodes, and an operator's hand on one of them (requirement A3.2). */
final class BreakerRoutes {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final int MAX_REASON = 200;
    private static final String REASON = "1 to " + MAX_REASON + " characters";
    private static final String ACTION = "breaker.force";

    private final NodeKit kit;
    private final AuditTrail audit;

    /** A breaker is held, or has been given back; from {@code at} on. */
    record Forced(String node, String name, BreakerMode state, Instant at) {
    }

    BreakerRoutes(NodeKit kit, AuditTrail audit) {
        this.kit = kit;
        this.audit = audit;
    }

    /** Each node is asked by name; one that does not answer is left out. */
    void onBreakers(RoutingContext context) {
        new QueryParameters(context.queryParams()).done();
        List<Future<BreakerStates>> asked = nodes().stream().map(node -> kit.guardedBus().request(
            GuardedBus.node(node), Addresses.breakers(node), new Ask(), ANSWER_WITHIN)).toList();
        Future.join(asked).onComplete(all -> {
            if (asked.stream().noneMatch(Future::succeeded)) {
                context.fail(Problem.unavailable("no node answers"));
            } else {
                Answers.items(context, asked.stream().filter(Future::succeeded)
                    .flatMap(each -> each.result().breakers().stream()).toList());
            }
        });
    }

    /** Passes no breaker itself: it must be possible to hold closed what is open for no good reason. */
    void onForce(RoutingContext context) {
        JsonFields fields = JsonFields.of(context.body().buffer());
        BreakerMode mode = fields.choice("state", BreakerMode.class, true);
        String reason = fields.requiredText("reason", REASON);
        if (reason != null && reason.length() > MAX_REASON) {
            fields.wrong("reason", "has " + reason.length() + " characters", REASON);
        }
        fields.done("invalid-request", "The request is not valid");
        String user = Access.principal(context).name();
        String node = context.pathParam("node");
        String name = context.pathParam("name");
        force(node, new ForceBreaker(name, mode, user, reason)).onComplete(done -> {
            audit.done(user, ACTION, node + "/" + name, mode + ": " + reason);
            Answers.json(context, 200, new Forced(node, name, mode, kit.identity().clock().instant()));
        }, failure -> {
            audit.failure(user, ACTION, node + "/" + name, failure);
            context.fail(failure);
        });
    }

    private Future<Void> force(String node, ForceBreaker command) {
        if (!nodes().contains(node)) {
            return Future.failedFuture(Problem.notFound("no node '" + node + "'"));
        }
        return kit.bus().request(Addresses.forceBreaker(node), command, ANSWER_WITHIN)
            .recover(failure -> Future.failedFuture(problem(failure)))
            .compose(ack -> ack.problem() == null ? Future.<Void>succeededFuture()
                : Future.failedFuture(Problem.notFound(ack.problem())));
    }

    private static Throwable problem(Throwable failure) {
        if (!(failure instanceof Refusal refusal)) {
            return failure;
        }
        return refusal.kind() == Refusal.Kind.NO_HANDLER ? Problem.unavailable(refusal.getMessage())
            : Problem.outcomeUnknown(refusal.getMessage());
    }

    private List<String> nodes() {
        return kit.cluster().nodes().stream().map(NodeView::node).sorted().toList();
    }
}
