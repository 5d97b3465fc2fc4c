package dev.holdfast.execution.shard;

import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.DeskEvent.FlattenEnded;
import dev.holdfast.trading.order.DeskEvent.FlattenRequested;
import dev.holdfast.trading.order.DeskEvent.ReportParked;
import dev.holdfast.trading.order.DeskEvent.SignalsConsumed;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.ShardId;

/** The key of a journal record: the account it is about, for those who read the topic by account. */
final class JournalKey {
    private JournalKey() {
    }

    /**
     * The key of a decision by its first event.
     *
     * @param after the state that has the event already
     */
    static String of(DeskEvent event, DeskState after, ShardId shard) {
        return switch (event) {
            case OrderEvent e -> after.book().order(e.clOrdId()).terms().account().name();
            case AccountOpened e -> e.account().name();
            case FlattenRequested e -> e.account().name();
            case FlattenEnded e -> e.account().name();
            case TradingStateChanged e -> e.account() == null ? shardKey(shard) : e.account().name();
            case ReportParked e -> shardKey(shard);
            case SignalsConsumed e -> shardKey(shard);
            case BreakFound e -> shardKey(shard);
            case BreakClosed e -> shardKey(shard);
        };
    }

    private static String shardKey(ShardId shard) {
        return "shard-" + shard;
    }
}
