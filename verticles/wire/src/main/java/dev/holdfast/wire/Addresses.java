package dev.holdfast.wire;

import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.ReplaceOrder;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.EquityCurve;
import dev.holdfast.wire.message.MarketConditionChanged;
import dev.holdfast.wire.message.PerformanceQuery;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.message.ShardStates;
import dev.holdfast.wire.view.EquityPointView;
import dev.holdfast.wire.view.PerformanceView;

/** Every bus address: {@code <context>.<command|query|event>.<name>[.<shard>]}. */
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
    /** Answered by every node that owns shards, with its own. */
    public static final CommandAddress<Ask, ShardStates> SHARD_STATES =
        new CommandAddress<>("execution.query.shard-states", Ask.class, ShardStates.class);

    private Addresses() {
    }

    public static CommandAddress<SubmitOrder, OrderReply> submitOrder(ShardId shard) {
        return new CommandAddress<>("execution.command.submit-order." + shard, SubmitOrder.class,
            OrderReply.class);
    }

    public static CommandAddress<CancelOrder, OrderReply> cancelOrder(ShardId shard) {
        return new CommandAddress<>("execution.command.cancel-order." + shard, CancelOrder.class,
            OrderReply.class);
    }

    public static CommandAddress<ReplaceOrder, OrderReply> replaceOrder(ShardId shard) {
        return new CommandAddress<>("execution.command.replace-order." + shard, ReplaceOrder.class,
            OrderReply.class);
    }

    public static CommandAddress<SetTradingState, Ack> setTradingState(ShardId shard) {
        return new CommandAddress<>("execution.command.set-trading-state." + shard, SetTradingState.class,
            Ack.class);
    }

    public static CommandAddress<CancelAll, Ack> cancelAll(ShardId shard) {
        return new CommandAddress<>("execution.command.cancel-all." + shard, CancelAll.class, Ack.class);
    }
}
