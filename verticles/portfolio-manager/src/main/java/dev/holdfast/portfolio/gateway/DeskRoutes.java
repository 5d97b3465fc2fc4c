package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.Items;
import dev.holdfast.portfolio.http.JsonFields;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.view.ProblemView.FieldError;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Commands to whole shards: cancel all, trading state. Without an account they go to every shard, as a halt
 * must also hold for an account that is opened later.
 */
final class DeskRoutes {
    private static final int MAX_REASON = 200;
    private final StateStore state;
    private final DeskCommands desk;
    private final AuditTrail audit;

    /** What became of the command on one shard. */
    record ShardResult(int shard, String result) {
    }

    DeskRoutes(StateStore state, DeskCommands desk, AuditTrail audit) {
        this.state = state;
        this.desk = desk;
        this.audit = audit;
    }

    void onCancelAll(RoutingContext context) {
        JsonFields fields = JsonFields.of(context.body().buffer());
        AccountId account = fields.oneOf("account", state.accountRules().keySet(), false);
        fields.done("invalid-request", "The request is not valid");
        CancelAll command = new CancelAll(account, Access.principal(context).name());
        answer(context, "orders.cancel-all", account, null,
            toShards(account, shard -> desk.ask(Addresses.cancelAll(shard), command)));
    }

    void onTradingState(RoutingContext context) {
        JsonFields fields = JsonFields.of(context.body().buffer());
        TradingState wanted = fields.choice("state", TradingState.class, true);
        AccountId account = fields.oneOf("account", state.accountRules().keySet(), false);
        String reason = fields.requiredText("reason", "1 to " + MAX_REASON + " characters");
        if (reason != null && reason.length() > MAX_REASON) {
            fields.wrong("reason", "has " + reason.length() + " characters",
                "1 to " + MAX_REASON + " characters");
        }
        fields.done("invalid-request", "The request is not valid");
        SetTradingState command =
            new SetTradingState(account, wanted, reason, Access.principal(context).name());
        answer(context, "trading-state.set", account, wanted + ": " + reason,
            toShards(account, shard -> desk.ask(Addresses.setTradingState(shard), command)));
    }

    private static Map<ShardId, Future<Ack>> toShards(AccountId account, Function<ShardId, Future<Ack>> ask) {
        Map<ShardId, Future<Ack>> asked = new LinkedHashMap<>();
        if (account != null) {
            asked.put(ShardId.of(account), ask.apply(ShardId.of(account)));
        } else {
            IntStream.range(0, ShardId.COUNT).mapToObj(ShardId::new)
                .forEach(shard -> asked.put(shard, ask.apply(shard)));
        }
        return asked;
    }

    /** 202 only if every shard took it: a halt that reached some shards must not look like a halt. */
    private void answer(RoutingContext context, String action, AccountId account, String detail,
                        Map<ShardId, Future<Ack>> asked) {
        String user = Access.principal(context).name();
        String subject = account == null ? "all accounts" : account.name();
        Future.join(List.copyOf(asked.values())).onComplete(all -> {
            List<ShardResult> results = new ArrayList<>();
            List<FieldError> failures = new ArrayList<>();
            asked.forEach((shard, ack) -> {
                results.add(new ShardResult(shard.number(), ack.succeeded() ? "done" : "failed"));
                if (ack.failed()) {
                    failures.add(new FieldError("/shards/" + shard, why(ack.cause()), null));
                }
            });
            if (failures.isEmpty()) {
                audit.done(user, action, subject, detail);
                Answers.json(context, 202, new Items<>(results));
            } else {
                Problem problem = Problem.partly("done on " + (results.size() - failures.size()) + " of "
                    + results.size() + " shards; send it again", failures);
                audit.failure(user, action, subject, problem);
                context.fail(problem);
            }
        });
    }

    private static String why(Throwable failure) {
        return failure instanceof Problem problem ? problem.view().detail() : failure.getMessage();
    }
}
