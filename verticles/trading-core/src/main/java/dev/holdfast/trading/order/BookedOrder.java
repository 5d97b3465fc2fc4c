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
 * An order as it stands, with its executions. Immutable: two folds of a shard share all that neither has
 * changed since they parted. Executions are searched one by one: an order has few, and a table for each of
 * thousands of orders costs more than it saves.
 */
final class BookedOrder {
    private final Order order;
    private final List<Fill> fills;
    private final Set<String> busted;

    BookedOrder(Order order) {
        this(order, List.of(), Set.of());
    }

    /** As a snapshot has it. */
    BookedOrder(Order order, Collection<Fill> fills, Collection<String> busted) {
        this(order, List.copyOf(fills), busted.isEmpty() ? Set.of()
            : Collections.unmodifiableSet(new TreeSet<>(busted)));
    }

    private BookedOrder(Order order, List<Fill> fills, Set<String> busted) {
        this.order = order;
        this.fills = fills;
        this.busted = busted;
    }

    Order order() {
        return order;
    }

    List<Fill> fills() {
        return fills;
    }

    Set<String> busted() {
        return busted;
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

    /** The order after an event. */
    BookedOrder after(OrderEvent event) {
        return switch (event) {
            case OrderFilled e -> {
                Order after = Order.after(order, e);
                if (hasFill(e.fill().execId())) {
                    throw new IllegalMove(e.clOrdId() + ": execId " + e.fill().execId() + " applied twice");
                }
                yield new BookedOrder(after, changed(null, e.fill()), busted);
            }
            case FillBusted e -> {
                Fill was = known(e.execId());
                Set<String> all = new TreeSet<>(busted);
                all.add(e.execId());
                yield new BookedOrder(order.busted(e, was), changed(was, null),
                    Collections.unmodifiableSet(all));
            }
            case FillCorrected e -> {
                Fill was = known(e.fill().execId());
                yield new BookedOrder(order.corrected(e, was), changed(was, e.fill()), busted);
            }
            case OrderEvent e -> new BookedOrder(Order.after(order, e), fills, busted);
        };
    }

    private Fill known(String execId) {
        Fill was = fill(execId);
        if (was == null) {
            throw new IllegalMove(order.clOrdId() + ": no execution " + execId + " to bust or correct");
        }
        return was;
    }

    /** The executions without one and with another at their end; null is none. */
    private List<Fill> changed(Fill without, Fill with) {
        List<Fill> all = new ArrayList<>(fills.size() + 1);
        all.addAll(fills);
        if (without != null) {
            all.remove(without);
        }
        if (with != null) {
            all.add(with);
        }
        return List.copyOf(all);
    }
}
