package dev.holdfast.trading.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One shard's orders and their executions. Ended orders are kept up to {@value #MAX_ENDED}, oldest dropped
 * first and by event order alone, so that every fold drops the same ones.
 */
public final class OrderBook {
    /** Each weighs about 1.5 KiB in every fold of every shard, and a node has three: this bounds its heap. */
    public static final int MAX_ENDED = 10_000;

    /** In the order of booking, so that a snapshot of all of them needs no sorting. */
    private final Map<ClOrdId, BookedOrder> booked;
    private final Map<ClOrdId, BookedOrder> open = new LinkedHashMap<>();
    private final Map<ClOrdId, BookedOrder> endedButAsked = new LinkedHashMap<>();
    private final ArrayDeque<ClOrdId> ended = new ArrayDeque<>();

    public OrderBook() {
        this(0);
    }

    private OrderBook(int orders) {
        booked = LinkedHashMap.newLinkedHashMap(orders);
    }

    /** Null if there is none. */
    public Order order(ClOrdId id) {
        BookedOrder one = booked.get(id);
        return one == null ? null : one.order();
    }

    /** A copy of all kept orders, oldest first. */
    public List<Order> orders() {
        return ordersOf(booked);
    }

    /** How many orders are kept. */
    public int size() {
        return booked.size();
    }

    /** How many of them have not ended. */
    public int openCount() {
        return open.size();
    }

    /** A copy of the orders that have not ended, oldest first. */
    public List<Order> open() {
        return ordersOf(open);
    }

    /** Orders that showed up after they had ended and whose cancel is not answered yet. */
    public List<Order> endedButAsked() {
        return ordersOf(endedButAsked);
    }

    /** The order's executions, in the order in which they were applied. */
    public List<Fill> fills(ClOrdId id) {
        BookedOrder one = booked.get(id);
        return one == null ? List.of() : one.fills();
    }

    /**
     * True if the execution was applied already: to apply it again would count it twice (invariant 2). One
     * that was busted since counts as applied, or a late duplicate would bring it back.
     */
    public boolean hasFill(ClOrdId id, String execId) {
        BookedOrder one = booked.get(id);
        return one != null && one.hasFill(execId);
    }

    /** Executions of the order that the venue took back. */
    public Set<String> busted(ClOrdId id) {
        BookedOrder one = booked.get(id);
        return one == null ? Set.of() : one.busted();
    }

    /** Null if the execution is not known. */
    public Fill fill(ClOrdId id, String execId) {
        BookedOrder one = booked.get(id);
        return one == null ? null : one.fill(execId);
    }

    /**
     * Folds one event.
     *
     * @return the order after it
     * @throws IllegalMove if the event is not legal here
     */
    public Order apply(OrderEvent event) {
        BookedOrder before = booked.get(event.clOrdId());
        BookedOrder after = before == null ? new BookedOrder(Order.after(null, event)) : before.after(event);
        booked.put(event.clOrdId(), after);
        file(after, before == null || !before.order().status().isTerminal());
        return after.order();
    }

    /** Ids of the ended orders that are kept, the first to end first: the order in which they are dropped. */
    public List<ClOrdId> ended() {
        return List.copyOf(ended);
    }

    /** The same orders, which go their own way from here on. */
    public OrderBook copy() {
        OrderBook copy = new OrderBook(booked.size());
        copy.booked.putAll(booked);
        copy.open.putAll(open);
        copy.endedButAsked.putAll(endedButAsked);
        copy.ended.addAll(ended);
        return copy;
    }

    /** Puts back an order and its executions as a snapshot has them; {@link #restoreEnded} must follow. */
    public void restore(Order order, Collection<Fill> executions, Collection<String> bustedIds) {
        BookedOrder one = new BookedOrder(order, executions, bustedIds);
        booked.put(order.clOrdId(), one);
        if (!order.status().isTerminal()) {
            open.put(order.clOrdId(), one);
        } else if (!order.pending().isNone()) {
            endedButAsked.put(order.clOrdId(), one);
        }
    }

    /** Puts back the order in which orders ended, so that every fold goes on to drop the same ones. */
    public void restoreEnded(List<ClOrdId> inOrder) {
        ended.addAll(inOrder);
    }

    private void file(BookedOrder one, boolean wasOpen) {
        Order order = one.order();
        boolean isOpen = !order.status().isTerminal();
        if (isOpen) {
            open.put(order.clOrdId(), one);
        } else if (wasOpen) {
            open.remove(order.clOrdId());
            ended.add(order.clOrdId());
            dropOldest();
        }
        if (!isOpen && !order.pending().isNone()) {
            endedButAsked.put(order.clOrdId(), one);
        } else {
            endedButAsked.remove(order.clOrdId());
        }
    }

    private void dropOldest() {
        if (ended.size() > MAX_ENDED) {
            ClOrdId oldest = ended.poll();
            booked.remove(oldest);
            endedButAsked.remove(oldest);
        }
    }

    private static List<Order> ordersOf(Map<ClOrdId, BookedOrder> some) {
        List<Order> orders = new ArrayList<>(some.size());
        some.values().forEach(one -> orders.add(one.order()));
        return orders;
    }
}
