package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.JsonFields;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.desk.DeskCommand.Flatten;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.view.AccountView;
import dev.holdfast.wire.view.ProblemView.FieldError;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The operator's verbs (requirement D5): stop entries, cancel all, flatten, halt, resume. Each may be sent
 * again without harm. Without an account they go to every shard, as a halt must also hold for an account that
 * is opened later; only a flatten goes to the accounts there are.
 */
final class DeskRoutes {
    private static final int MAX_REASON = 200;
    private static final String REASON = "1 to " + MAX_REASON + " characters";

    private final StateStore state;
    private final DeskCommands desk;
    private final AuditTrail audit;
    private final Clock clock;

    /** To whom a command goes; without an account it is for the whole shard. */
    private record Target(ShardId shard, AccountId account) {
    }

    /** What became of the command on one shard. */
    record ShardResult(int shard, String account, String result) {
    }

    /** Every shard took it; from {@code at} on it holds. */
    record Taken(List<ShardResult> items, Instant at) {
    }

    /** What is written into the audit trail. */
    private record Deed(String action, AccountId account, String detail) {
        String subject() {
            return account == null ? "all accounts" : account.name();
        }
    }

    DeskRoutes(StateStore state, DeskCommands desk, AuditTrail audit, Clock clock) {
        this.state = state;
        this.desk = desk;
        this.audit = audit;
        this.clock = clock;
    }

    void onCancelAll(RoutingContext context) {
        JsonFields fields = JsonFields.of(context.body().buffer());
        AccountId account = account(fields);
        String reason = reason(fields, false);
        fields.done("invalid-request", "The request is not valid");
        CancelAll command = new CancelAll(account, Access.principal(context).name());
        answer(context, new Deed("orders.cancel-all", account, reason), each(shards(account),
            to -> desk.askToStop(to.shard(), Addresses::cancelAll, command)));
    }

    void onFlatten(RoutingContext context) {
        JsonFields fields = JsonFields.of(context.body().buffer());
        AccountId account = account(fields);
        String reason = reason(fields, false);
        fields.done("invalid-request", "The request is not valid");
        String user = Access.principal(context).name();
        answer(context, new Deed("desk.flatten", account, reason), each(accounts(account),
            to -> desk.ask(to.shard(), Addresses::flatten, new Flatten(to.account(), user))));
    }

    /** HALTED halts, REDUCE_ONLY stops entries, ACTIVE resumes. */
    void onTradingState(RoutingContext context) {
        JsonFields fields = JsonFields.of(context.body().buffer());
        TradingState wanted = fields.choice("state", TradingState.class, true);
        AccountId account = account(fields);
        String reason = reason(fields, true);
        fields.done("invalid-request", "The request is not valid");
        SetTradingState command =
            new SetTradingState(account, wanted, reason, Access.principal(context).name());
        answer(context, new Deed("trading-state.set", account, wanted + ": " + reason),
            each(shards(account), to -> wanted == TradingState.ACTIVE
                ? desk.ask(to.shard(), Addresses::setTradingState, command)
                : desk.askToStop(to.shard(), Addresses::setTradingState, command)));
    }

    private AccountId account(JsonFields fields) {
        return fields.oneOf("account", state.accountRules().keySet(), false);
    }

    private static String reason(JsonFields fields, boolean required) {
        String reason = required ? fields.requiredText("reason", REASON) : fields.text("reason");
        if (reason != null && reason.length() > MAX_REASON) {
            fields.wrong("reason", "has " + reason.length() + " characters", REASON);
        }
        return reason;
    }

    private static List<Target> shards(AccountId account) {
        return account != null ? List.of(new Target(ShardId.of(account), account))
            : IntStream.range(0, ShardId.COUNT).mapToObj(n -> new Target(new ShardId(n), null)).toList();
    }

    /** Those that are configured and those that the journal once opened: both may hold something. */
    private List<Target> accounts(AccountId account) {
        TreeSet<AccountId> all = new TreeSet<>(state.accountRules().keySet());
        state.portfolio().accounts().stream().map(AccountView::account).forEach(all::add);
        return (account != null ? List.of(account) : List.copyOf(all)).stream()
            .map(id -> new Target(ShardId.of(id), id)).toList();
    }

    private static Map<Target, Future<Ack>> each(List<Target> targets, Function<Target, Future<Ack>> ask) {
        Map<Target, Future<Ack>> asked = new LinkedHashMap<>();
        targets.forEach(target -> asked.put(target, ask.apply(target)));
        return asked;
    }

    /** 202 only if every shard took it: a halt that reached some shards must not look like a halt. */
    private void answer(RoutingContext context, Deed deed, Map<Target, Future<Ack>> asked) {
        String user = Access.principal(context).name();
        Future.join(List.copyOf(asked.values())).onComplete(all -> {
            List<ShardResult> results = new ArrayList<>();
            List<FieldError> failures = new ArrayList<>();
            asked.forEach((to, ack) -> {
                String account = to.account() == null ? null : to.account().name();
                results.add(new ShardResult(to.shard().number(), account, "done"));
                String why = why(ack);
                if (why != null) {
                    failures.add(new FieldError("/shards/" + to.shard(), why, null));
                }
            });
            if (failures.isEmpty()) {
                audit.done(user, deed.action(), deed.subject(), deed.detail());
                Answers.json(context, 202, new Taken(results, clock.instant()));
            } else {
                Throwable problem = problem(results.size(), failures, List.copyOf(asked.values()));
                audit.failure(user, deed.action(), deed.subject(), problem);
                context.fail(problem);
            }
        });
    }

    /** Where no shard took it and all for the same reason, that reason says it best. */
    private static Throwable problem(int targets, List<FieldError> failures, List<Future<Ack>> asked) {
        Throwable first = asked.getFirst().cause();
        boolean none = failures.size() == targets;
        if (none && first instanceof Problem problem && problem.isNoTrading()) {
            return first;
        }
        if (none && asked.stream().allMatch(Future::succeeded)) {
            return Problem.conflict(failures.getFirst().message());
        }
        return Problem.partly("done on " + (targets - failures.size()) + " of " + targets
            + " shards; send it again", failures);
    }

    /** Null if it is done: else why it was not sent, not answered, or refused by the desk. */
    private static String why(Future<Ack> ack) {
        if (ack.succeeded()) {
            return ack.result().problem();
        }
        return ack.cause() instanceof Problem problem ? problem.view().detail() : ack.cause().getMessage();
    }
}
