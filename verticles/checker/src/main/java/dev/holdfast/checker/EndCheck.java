package dev.holdfast.checker;

import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.reconcile.BreakKind;
import java.util.Map;

/** What every order is at the end: none may be lost, no excess hidden, no reply wrong; and the totals. */
final class EndCheck {
    private final Findings end;
    private final Map<Integer, ShardTable> tables;
    private long orders;
    private long ended;
    private long live;
    private long queued;
    private long unknown;
    private long unfinished;
    private long unresolved;

    EndCheck(Findings end, Map<Integer, ShardTable> tables) {
        this.end = end;
        this.tables = tables;
    }

    void run(Map<ClOrdId, Integer> replies) {
        tables.values().forEach(table -> table.orders.values().forEach(order -> count(table, order)));
        if (end.fails(Invariant.NONE_LOST, orders == ended + live + queued + unknown + unfinished)) {
            end.broken(Invariant.NONE_LOST, Place.ledger(), "orders", orders + " created, " + ended
                + " ended, " + live + " live, " + queued + " queued, " + unknown + " unknown");
        }
        replies.forEach(this::reply);
    }

    Totals totals(Totals counted, long unknownHere) {
        return new Totals(counted.records(), counted.voidRecords(), counted.claims(), counted.events(),
            orders, counted.fills(), ended, live, queued, unknown, counted.venueOrders(),
            counted.venueExecutions(),
            unfinished + unknownHere, end.duplicated(), unresolved, counted.openBreaks(), counted.inFlight());
    }

    private void count(ShardTable table, OrderTrace order) {
        orders++;
        switch (order.status) {
            case CREATED -> unfinished++;
            case QUEUED -> queued++;
            case UNKNOWN -> unknown++;
            case SUBMITTED, WORKING, PARTIALLY_FILLED -> {
                unfinished += order.awaitsSend ? 1 : 0;
                live += order.awaitsSend ? 0 : 1;
            }
            case DENIED, REJECTED, CANCELED, EXPIRED, FILLED -> ended++;
        }
        unresolved += order.status == OrderStatus.UNKNOWN || order.unresolved ? 1 : 0;
        boolean within = order.cumulative.compareTo(order.quantity) <= 0
            || table.isBooked(BreakKind.EXECUTIONS, order.id.text());
        if (end.fails(Invariant.QUANTITY, within)) {
            end.broken(Invariant.QUANTITY, Place.end(table.shard), order.id, "filled "
                + order.cumulative.toPlainString() + " of " + order.quantity.toPlainString()
                + ", and the excess is not booked as a difference");
        }
    }

    private void reply(ClOrdId id, int statuses) {
        ShardTable table = tables.get(id.shard().number());
        OrderTrace order = table == null ? null : table.orders.get(id);
        int had = order == null ? 0 : order.statuses;
        if (end.fails(Invariant.SENDS, (statuses & ~had) == 0)) {
            StringBuilder wrong = new StringBuilder();
            for (OrderStatus status : OrderStatus.values()) {
                if ((statuses & ~had & 1 << status.ordinal()) != 0) {
                    wrong.append(wrong.isEmpty() ? "" : ", ").append(status);
                }
            }
            end.broken(Invariant.SENDS, Place.end(id.shard().number()), id, "a reply said " + wrong
                + (order == null ? ", and the journal has no such order" : ", which it never was"));
        }
    }
}
