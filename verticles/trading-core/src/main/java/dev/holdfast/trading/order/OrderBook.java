package dev.holdfast.trading.order;

import dev.holdfast.trading.order.OrderEvent.ExternalOrderAdopted;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One shard's orders and their executions. Ended orders are kept up to {@value #MAX_ENDED}, oldest dropped
 * first and by event order alone, so that every fold drops the same ones.
 */
public final class OrderBook {
    static final int MAX_ENDED = 20_000;

    private final Map<ClOrdId, Order> orders = new LinkedHashMap<>();
    private final Map<ClOrdId, Map<String, Fill>> fills = new LinkedHashMap<>();
    private final Map<ClOrdId, Order> open = new LinkedHashMap<>();
    private final ArrayDeque<ClOrdId> ended = new ArrayDeque<>();

    /** Null if there is none. */
    public Order order(ClOrdId id) {
        return orders.get(id);
    }

    /** All kept orders, oldest first. A view: read it at once. */
    public Collection<Order> orders() {
        return Collections.unmodifiableCollection(orders.values());
    }

    /** A copy of the orders that have not ended, oldest first. */
    public List<Order> open() {
        return new ArrayList<>(open.values());
    }

    /** The order's executions, in the order in which they were applied. */
    public Collection<Fill> fills(ClOrdId id) {
        return Collections.unmodifiableCollection(fills.getOrDefault(id, Map.of()).values());
    }

    /** True if the execution was applied already: to apply it again would count it twice (invariant 2). */
    public boolean hasFill(ClOrdId id, String execId) {
        return fills.getOrDefault(id, Map.of()).containsKey(execId);
    }

    /** Null if the execution is not known. */
    public Fill fill(ClOrdId id, String execId) {
        return fills.getOrDefault(id, Map.of()).get(execId);
    }

    /**
     * Folds one event.
     *
     * @return the order after it
     * @throws IllegalMove if the event is not legal here
     */
    public Order apply(OrderEvent event) {
        Order after = next(event);
        put(after);
        return after;
    }

    /** Ids of the ended orders that are kept, the first to end first: the order in which they are dropped. */
    public List<ClOrdId> ended() {
        return List.copyOf(ended);
    }

    /** Puts back an order and its executions as a snapshot has them; {@link #restoreEnded} must follow. */
    public void restore(Order order, Collection<Fill> executions) {
        orders.put(order.clOrdId(), order);
        if (!order.status().isTerminal()) {
            open.put(order.clOrdId(), order);
        }
        executions.forEach(fill -> remember(order.clOrdId(), fill));
    }

    /** Puts back the order in which orders ended, so that every fold goes on to drop the same ones. */
    public void restoreEnded(List<ClOrdId> inOrder) {
        ended.addAll(inOrder);
    }

    private Order next(OrderEvent event) {
        Order before = orders.get(event.clOrdId());
        return switch (event) {
            case OrderCreated e when before == null -> Order.created(e.terms(), e.at());
            case ExternalOrderAdopted e when before == null -> Order.adopted(e);
            case OrderEvent e when before == null ->
                throw new IllegalMove(e.getClass().getSimpleName() + " for no order here: " + e.clOrdId());
            case OrderFilled e -> {
                Order after = before.apply(e);
                if (hasFill(e.clOrdId(), e.fill().execId())) {
                    throw new IllegalMove(e.clOrdId() + ": execId " + e.fill().execId() + " applied twice");
                }
                remember(e.clOrdId(), e.fill());
                yield after;
            }
            case FillBusted e -> before.busted(e, take(e.clOrdId(), e.execId()));
            case FillCorrected e -> {
                Order after = before.corrected(e, take(e.clOrdId(), e.fill().execId()));
                remember(e.clOrdId(), e.fill());
                yield after;
            }
            case OrderEvent e -> before.apply(e);
        };
    }

    private void put(Order order) {
        ClOrdId id = order.clOrdId();
        Order before = orders.put(id, order);
        if (!order.status().isTerminal()) {
            open.put(id, order);
        } else if (before == null || !before.status().isTerminal()) {
            open.remove(id);
            ended.add(id);
            dropOldest();
        }
    }

    private void dropOldest() {
        if (ended.size() > MAX_ENDED) {
            ClOrdId oldest = ended.poll();
            orders.remove(oldest);
            fills.remove(oldest);
        }
    }

    private void remember(ClOrdId id, Fill fill) {
        fills.computeIfAbsent(id, absent -> new LinkedHashMap<>()).put(fill.execId(), fill);
    }

    private Fill take(ClOrdId id, String execId) {
        Fill was = fills.getOrDefault(id, Map.of()).get(execId);
        if (was == null) {
            throw new IllegalMove(id + ": no execution " + execId + " to bust or correct");
        }
        fills.get(id).remove(execId);
        return was;
    }
}
