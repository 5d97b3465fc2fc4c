package dev.holdfast.checker;

import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.order.TradingState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Invariant 11 within the journal. A halt cancels in its own record all that it finds open; what turns up
 * later gets its cancel within the time to settle.
 */
final class HaltWatch {
    private final ShardTable table;
    private final Duration settleTime;
    /** What this record halted: at its end all of that has to have its cancel. */
    private final List<TradingStateChanged> halts = new ArrayList<>(1);

    HaltWatch(ShardTable table, Duration settleTime) {
        this.table = table;
        this.settleTime = settleTime;
    }

    /** Before an order's send is taken into the table. */
    void sent(Findings findings, Place place, OrderTrace order) {
        boolean mayBeSent = table.state(order.account) != TradingState.HALTED;
        if (findings.fails(Invariant.HALT, mayBeSent)) {
            findings.broken(Invariant.HALT, place, order.id, "sent while halted");
        }
    }

    /** Before the table takes the new state. */
    void changes(Findings findings, Place place, TradingStateChanged event) {
        boolean wasHalted = event.account() == null ? table.state == TradingState.HALTED
            : table.account(event.account()).state == TradingState.HALTED;
        if (event.state() == TradingState.HALTED) {
            halts.add(event);
            for (OrderTrace order : table.open) {
                if (inScope(order, event) && order.isInFlight() && order.haltedInFlightAt == null) {
                    order.haltedInFlightAt = event.at();
                }
            }
        } else if (wasHalted) {
            missingCancels(findings, place, event.at());
        }
    }

    /** After the last event of a record. */
    void endOfRecord(Findings findings, Place place) {
        if (halts.isEmpty()) {
            return;
        }
        for (OrderTrace order : table.open) {
            boolean inScope = halts.stream().anyMatch(halt -> inScope(order, halt));
            if (inScope && findings.fails(Invariant.HALT, order.pending == PendingRequest.Kind.CANCEL)) {
                findings.broken(Invariant.HALT, place, order.id, "halted while " + order.status
                    + ", and no cancel was asked");
            }
        }
        halts.clear();
    }

    /** What a halt that still holds found later and never asked to cancel. */
    void missingCancels(Findings findings, Place place, Instant now) {
        for (OrderTrace order : table.open) {
            boolean due = order.status != OrderStatus.CREATED;
            judge(findings, place, order, due && isOld(order, now));
        }
        for (OrderTrace order : table.resurrected) {
            judge(findings, place, order, order.leaves().signum() > 0 && !order.askedAfterEnd
                && isOld(order, now));
        }
    }

    private void judge(Findings findings, Place place, OrderTrace order, boolean due) {
        boolean inScope = table.state(order.account) == TradingState.HALTED;
        if (due && inScope && findings.fails(Invariant.HALT, order.pending == PendingRequest.Kind.CANCEL)) {
            findings.broken(Invariant.HALT, place, order.id, order.status + " under a halt since "
                + order.changedAt + ", and no cancel was asked");
        }
    }

    private boolean isOld(OrderTrace order, Instant now) {
        return !order.changedAt.plus(settleTime).isAfter(now);
    }

    private static boolean inScope(OrderTrace order, TradingStateChanged event) {
        return event.account() == null || order.account.id.equals(event.account());
    }
}
