package dev.holdfast.persistence.fold;

import dev.holdfast.trading.desk.DeskSnapshot.SignalOffset;
import dev.holdfast.trading.desk.DeskSnapshot.Standing;
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
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands in each shard beside accounts and orders, kept ready to be stored: made anew only by the events
 * that change it, as most do not and the open differences may be many.
 */
final class Standings {
    private final Map<ShardId, Standing> standings = new HashMap<>();

    void restore(ShardId shard, Standing standing) {
        standings.put(shard, standing);
    }

    /** The shard's standing after the events, which {@code desk} has already applied. */
    Standing after(ShardId shard, DeskState desk, List<DeskEvent> events) {
        Standing before = standings.getOrDefault(shard, Standing.NONE);
        if (events.stream().noneMatch(Standings::changes)) {
            return before;
        }
        TreeMap<Integer, Long> offsets = new TreeMap<>();
        before.signals().forEach(one -> offsets.put(one.partition(), one.nextOffset()));
        for (DeskEvent event : events) {
            if (event instanceof SignalsConsumed consumed) {
                offsets.put(consumed.partition(), desk.nextSignalOffset(consumed.partition()));
            }
        }
        List<SignalOffset> signals = offsets.entrySet().stream()
            .map(each -> new SignalOffset(each.getKey(), each.getValue())).toList();
        Standing after = new Standing(desk.flattenings(), signals, desk.breaks().open());
        standings.put(shard, after);
        return after;
    }

    private static boolean changes(DeskEvent event) {
        return switch (event) {
            case FlattenRequested e -> true;
            case FlattenEnded e -> true;
            case SignalsConsumed e -> true;
            case BreakFound e -> true;
            case BreakClosed e -> true;
            case OrderCreated e -> e.terms().origin().source() == Origin.Source.FLATTEN;
            case OrderEvent e -> false;
            case AccountOpened e -> false;
            case TradingStateChanged e -> false;
            case ReportParked e -> false;
        };
    }
}
