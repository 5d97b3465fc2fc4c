package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.JsonFields;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.http.QueryParameters;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ask;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Checkpoints, ordered of whoever holds the duty, and the failsafe layer's view of all state (A3.5). */
final class CheckpointRoutes {
    private static final Duration LIST_WITHIN = Duration.ofSeconds(10);
    /** It is written to every store and read back from each before it is called done. */
    private static final Duration TAKE_WITHIN = Duration.ofSeconds(60);

    private final String node;
    private final Bus bus;
    private final AuditTrail audit;

    CheckpointRoutes(String node, Bus bus, AuditTrail audit) {
        this.node = node;
        this.bus = bus;
        this.audit = audit;
    }

    void onCheckpoints(RoutingContext context) {
        new QueryParameters(context.queryParams()).done();
        bus.request(Addresses.CHECKPOINTS, new Ask(), LIST_WITHIN).onComplete(
            list -> Answers.items(context, list.items()),
            failure -> context.fail(nobody(failure)));
    }

    /** The state of every stateful service, as this node's failsafe layer folded it. */
    void onState(RoutingContext context) {
        new QueryParameters(context.queryParams()).done();
        bus.request(Addresses.stateView(node), new Ask(), LIST_WITHIN).onComplete(
            view -> Answers.json(context, 200, view),
            failure -> context.fail(Problem.unavailable("no failsafe layer answers on " + node + ": "
                + failure.getMessage())));
    }

    void onTake(RoutingContext context) {
        JsonFields.of(context.body().buffer()).done("invalid-request", "The request is not valid");
        String user = Access.principal(context).name();
        bus.request(Addresses.TAKE_CHECKPOINT, new Ask(), TAKE_WITHIN).onComplete(taken -> {
            audit.done(user, "checkpoint.take", taken.checkpoint(), taken.detail());
            Answers.json(context, 201, taken);
        }, failure -> {
            Problem problem = nobody(failure);
            audit.failure(user, "checkpoint.take", "none", problem);
            context.fail(problem);
        });
    }

    private static Problem nobody(Throwable failure) {
        return Problem.unavailable("no node takes checkpoints now: " + failure.getMessage());
    }
}
