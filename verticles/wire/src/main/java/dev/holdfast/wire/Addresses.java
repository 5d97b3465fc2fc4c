package dev.holdfast.wire;

import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.Flatten;
import dev.holdfast.trading.desk.DeskCommand.ReplaceOrder;
import dev.holdfast.trading.desk.DeskCommand.ResolveOrder;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.checkpoint.RiskSnapshot;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.failsafe.HealthAnswer;
import dev.holdfast.wire.failsafe.HealthChecked;
import dev.holdfast.wire.failsafe.HealthQuery;
import dev.holdfast.wire.failsafe.StateView;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.BreakerStates;
import dev.holdfast.wire.message.ChainStates;
import dev.holdfast.wire.message.CheckpointList;
import dev.holdfast.wire.message.DeskFigures;
import dev.holdfast.wire.message.EquityCurve;
import dev.holdfast.wire.message.FailOnPurpose;
import dev.holdfast.wire.message.ForceBreaker;
import dev.holdfast.wire.message.MarketConditionChanged;
import dev.holdfast.wire.message.PerformanceQuery;
import dev.holdfast.wire.message.Reach;
import dev.holdfast.wire.message.RecordingLag;
import dev.holdfast.wire.message.RecoverService;
import dev.holdfast.wire.message.RiskAlive;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.message.SettingsDigest;
import dev.holdfast.wire.message.ShardOwned;
import dev.holdfast.wire.message.ShardStates;
import dev.holdfast.wire.view.EquityPointView;
import dev.holdfast.wire.view.PerformanceView;
import java.util.List;

/** Every bus address: {@code <context>.<command|query|event>.<name>[.<service>][.<node>]}. */
public final class Addresses {
    public static final EventAddress<Quote> QUOTE =
        new EventAddress<>("market-data.event.quote", Quote.class);
    public static final EventAddress<Trade> TRADE =
        new EventAddress<>("market-data.event.trade", Trade.class);
    /** Closed bars of every interval. */
    public static final EventAddress<Bar> BAR = new EventAddress<>("market-data.event.bar", Bar.class);
    /** The one-second bar being built, a few times a second, for charts only. */
    public static final EventAddress<Bar> OPEN_BAR =
        new EventAddress<>("market-data.event.open-bar", Bar.class);
    public static final EventAddress<MarketConditionChanged> MARKET_CONDITION =
        new EventAddress<>("market-data.event.condition", MarketConditionChanged.class);
    public static final EventAddress<Signal> SIGNAL = new EventAddress<>("signal.event.signal", Signal.class);
    public static final EventAddress<ServiceReport> SERVICE_REPORT =
        new EventAddress<>("portfolio.event.service-report", ServiceReport.class);
    /** One point of the equity curve, once a second while it changes. */
    public static final EventAddress<EquityPointView> EQUITY =
        new EventAddress<>("portfolio.event.equity", EquityPointView.class);
    public static final CommandAddress<PerformanceQuery, PerformanceView> PERFORMANCE =
        new CommandAddress<>("persistence.query.performance", PerformanceQuery.class, PerformanceView.class);
    public static final CommandAddress<Ask, EquityCurve> EQUITY_CURVE =
        new CommandAddress<>("persistence.query.equity-curve", Ask.class, EquityCurve.class);
    /** Who owns a shard: told at once when it changes, and again every second. */
    public static final EventAddress<ShardOwned> SHARD_OWNED =
        new EventAddress<>("execution.event.shard-owned", ShardOwned.class);
    /** A node's risk watch judges all accounts: told every second, and only while it does. */
    public static final EventAddress<RiskAlive> RISK_ALIVE =
        new EventAddress<>("risk.event.alive", RiskAlive.class);
    /** What the failsafe layer of any node saw and did. */
    public static final EventAddress<FailsafeEvent> FAILSAFE =
        new EventAddress<>("failsafe.event.happened", FailsafeEvent.class);
    /** What a node's failsafe service found when it checked services. */
    public static final EventAddress<HealthChecked> HEALTH_CHECKED =
        new EventAddress<>("failsafe.event.health-checked", HealthChecked.class);

    /** Takes a checkpoint now; answered by the node that holds the duty, once it is verified. */
    public static final CommandAddress<Ask, FailsafeView.Checkpoint> TAKE_CHECKPOINT = new CommandAddress<>(
        "execution.command.take-checkpoint", Ask.class, FailsafeView.Checkpoint.class);
    /** What a risk watch folds beside the desks; any that is live answers. */
    public static final CommandAddress<Ask, RiskSnapshot> RISK_SNAPSHOT =
        new CommandAddress<>("risk.query.snapshot", Ask.class, RiskSnapshot.class);
    /** What the stores of that node keep. */
    public static final CommandAddress<Ask, CheckpointList> CHECKPOINTS = new CommandAddress<>(
        "execution.query.checkpoints", Ask.class, CheckpointList.class);

    private Addresses() {
    }

    // A shard's commands go to one node by name, not to whoever registered: a frozen owner's registration
    // outlives its ownership by seconds, and half of the commands would go to it. No shard has addresses of
    // its own: the cluster takes them in one after the other, and a busy node's 112 took seconds.

    public static ShardAddress<SubmitOrder, OrderReply> submitOrder(String node) {
        return desk("submit-order", node, SubmitOrder.class, OrderReply.class);
    }

    public static ShardAddress<CancelOrder, OrderReply> cancelOrder(String node) {
        return desk("cancel-order", node, CancelOrder.class, OrderReply.class);
    }

    public static ShardAddress<ReplaceOrder, OrderReply> replaceOrder(String node) {
        return desk("replace-order", node, ReplaceOrder.class, OrderReply.class);
    }

    public static ShardAddress<ResolveOrder, OrderReply> resolveOrder(String node) {
        return desk("resolve-order", node, ResolveOrder.class, OrderReply.class);
    }

    public static ShardAddress<SetTradingState, Ack> setTradingState(String node) {
        return desk("set-trading-state", node, SetTradingState.class, Ack.class);
    }

    public static ShardAddress<CancelAll, Ack> cancelAll(String node) {
        return desk("cancel-all", node, CancelAll.class, Ack.class);
    }

    public static ShardAddress<Flatten, Ack> flatten(String node) {
        return desk("flatten", node, Flatten.class, Ack.class);
    }

    /** Where a node takes commands for shards, each kind of them. */
    public static List<ShardAddress<?, ?>> shardCommands(String node) {
        return List.of(submitOrder(node), cancelOrder(node), replaceOrder(node), resolveOrder(node),
            setTradingState(node), cancelAll(node), flatten(node));
    }

    /** What one node knows of every shard that it follows, without the hashes: cheap at any size. */
    public static CommandAddress<Ask, ShardStates> shardStates(String node) {
        return new CommandAddress<>("execution.query.shard-states." + node, Ask.class, ShardStates.class);
    }

    /** The same with a hash of each shard's state, for which every order of it is read. */
    public static CommandAddress<Ask, ShardStates> shardHashes(String node) {
        return new CommandAddress<>("execution.query.shard-hashes." + node, Ask.class, ShardStates.class);
    }

    /** Recovers a service of that node. */
    public static CommandAddress<RecoverService, Ack> recoverService(String node) {
        return new CommandAddress<>("failsafe.command.recover-service." + node, RecoverService.class,
            Ack.class);
    }

    /** Where a service says how it is. */
    public static CommandAddress<HealthQuery, HealthAnswer> checkHealth(String service, String node) {
        return new CommandAddress<>("health.query.check." + service + "." + node, HealthQuery.class,
            HealthAnswer.class);
    }

    /** The failsafe layer as that node sees it. */
    public static CommandAddress<Ask, FailsafeView> failsafeView(String node) {
        return new CommandAddress<>("failsafe.query.view." + node, Ask.class, FailsafeView.class);
    }

    /** The state of every stateful service as the failsafe layer of that node folded it. */
    public static CommandAddress<Ask, StateView> stateView(String node) {
        return new CommandAddress<>("failsafe.query.state." + node, Ask.class, StateView.class);
    }

    /** Whether that node is reached, and reaches another one. */
    public static CommandAddress<Reach, Ack> reach(String node) {
        return new CommandAddress<>("failsafe.query.reach." + node, Reach.class, Ack.class);
    }

    /** What that node is configured with. */
    public static CommandAddress<Ask, SettingsDigest> settings(String node) {
        return new CommandAddress<>("failsafe.query.settings." + node, Ask.class, SettingsDigest.class);
    }

    /** Incidents, silences and noise as that node knows them. */
    public static CommandAddress<Ask, AlertCommand.Incidents> incidents(String node) {
        return new CommandAddress<>("failsafe.query.incidents." + node, Ask.class,
            AlertCommand.Incidents.class);
    }

    /** To the alerting of that node, which passes it on to the one that speaks. */
    public static CommandAddress<AlertCommand, AlertCommand.Reply> alerting(String node) {
        return new CommandAddress<>("failsafe.command.alerting." + node, AlertCommand.class,
            AlertCommand.Reply.class);
    }

    /** The same, from a node that does not speak: it is not passed on again. */
    public static CommandAddress<AlertCommand, AlertCommand.Reply> speaking(String node) {
        return new CommandAddress<>("failsafe.command.speaking." + node, AlertCommand.class,
            AlertCommand.Reply.class);
    }

    /** What the alerting watches of that node's gateway. */
    public static CommandAddress<Ask, DeskFigures> deskFigures(String node) {
        return new CommandAddress<>("portfolio.query.figures." + node, Ask.class, DeskFigures.class);
    }

    /** How far that node's recording is behind. */
    public static CommandAddress<Ask, RecordingLag> recordingLag(String node) {
        return new CommandAddress<>("persistence.query.lag." + node, Ask.class, RecordingLag.class);
    }

    /** The breakers of that node, with what they counted. */
    public static CommandAddress<Ask, BreakerStates> breakers(String node) {
        return new CommandAddress<>("failsafe.query.breakers." + node, Ask.class, BreakerStates.class);
    }

    /** The fallback chains of that node, with the tier that serves. */
    public static CommandAddress<Ask, ChainStates> chains(String node) {
        return new CommandAddress<>("failsafe.query.chains." + node, Ask.class, ChainStates.class);
    }

    /** Takes a breaker of that node over, or gives it back to its rule. */
    public static CommandAddress<ForceBreaker, Ack> forceBreaker(String node) {
        return new CommandAddress<>("failsafe.command.force-breaker." + node, ForceBreaker.class, Ack.class);
    }

    /** Makes that service of that node fail; served only where a drill asked for it at the start. */
    public static CommandAddress<FailOnPurpose, Ack> failOnPurpose(String service, String node) {
        return new CommandAddress<>("failsafe.command.fail-on-purpose." + service + "." + node,
            FailOnPurpose.class, Ack.class);
    }

    private static <C, R> ShardAddress<C, R> desk(String command, String node, Class<C> type,
                                                  Class<R> reply) {
        return new ShardAddress<>("execution.command." + command + "." + node, type, reply);
    }
}
