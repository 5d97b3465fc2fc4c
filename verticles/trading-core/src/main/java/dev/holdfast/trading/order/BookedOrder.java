package dev.holdfast.trading.order;

import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An order as it stands, with its executions. They are searched one by one: an order has few, and a table for
 * each of thousands of orders costs more than it saves.
 */
final class BookedOrder {
    private static final ArrayList<Fill> NONE = new ArrayList<>(0);

    private Order order;
    private ArrayList<Fill> fills = NONE;
    private Set<String> busted = Set.of();

    BookedOrder(Order order) {
        this.order = order;
    }

    BookedOrder copy() {
        BookedOrder copy = new BookedOrder(order);
        copy.fills = fills.isEmpty() ? NONE : new ArrayList<>(fills);
        copy.busted = busted.isEmpty() ? Set.of() : new TreeSet<>(busted);
        return copy;
    }

    Order order() {
        return order;
    }

    List<Fill> fills() {
        return Collections.unmodifiableList(fills);
    }

    Set<String> busted() {
        return Collections.unmodifiableSet(busted);
    }

    boolean hasFill(String execId) {
        return fill(execId) != null || busted.contains(execId);
    }

    Fill fill(String execId) {
        for (int i = 0; i < fills.size(); i++) {
            if (fills.get(i).execId().equals(execId)) {
                return fills.get(i);
            }
        }
        return null;
    }

    void apply(OrderEvent event) {
        switch (event) {
            case OrderFilled e -> {
                Order after = Order.after(order, e);
                if (hasFill(e.fill().execId())) {
                    throw new IllegalMove(e.clOrdId() + ": execId " + e.fill().execId() + " applied twice");
                }
                remember(e.fill());
                order = after;
            }
            case FillBusted e -> {
                order = order.busted(e, take(e.execId()));
                rememberBust(e.execId());
            }
            case FillCorrected e -> {
                order = order.corrected(e, take(e.fill().execId()));
                remember(e.fill());
            }
            case OrderEvent e -> order = Order.after(order, e);
        }
    }

    void restore(Collection<Fill> executions, Collection<String> bustedIds) {
        bustedIds.forEach(this::rememberBust);
        executions.forEach(this::remember);
    }

    private void remember(Fill fill) {
        if (fills == NONE) {
            fills = new ArrayList<>(2);
        }
        fills.add(fill);
    }

    private void rememberBust(String execId) {
        if (busted.isEmpty()) {
            busted = new TreeSet<>();
        }
        busted.add(execId);
    }

    private Fill take(String execId) {
        Fill was = fill(execId);
        if (was == null) {
            throw new IllegalMove(order.clOrdId() + ": no execution " + execId + " to bust or correct");
        }
        fills.remove(was);
        return was;
    }
}
