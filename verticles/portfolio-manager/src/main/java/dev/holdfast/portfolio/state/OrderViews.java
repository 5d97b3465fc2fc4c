package dev.holdfast.portfolio.state;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.wire.view.OrderView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The orders of all shards with the history of each. Open orders are all kept (the risk limits bound them);
 * of the ended ones the newest {@value #MAX_ENDED}. Not thread-safe: one owner.
 */
public final class OrderViews {
    static final int MAX_ENDED = 5_000;
    static final int MAX_STEPS = 50;
    private static final int AVERAGE_DECIMALS = 8;

    private final Map<ClOrdId, Listed> orders = new HashMap<>();
    private final TreeMap<Age, Listed> byAge = new TreeMap<>();
    private final TreeSet<Age> ended = new TreeSet<>();

    /** Orders of different shards may be created in the same instant: the id decides then. */
    private record Age(Instant createdAt, ClOrdId id) implements Comparable<Age> {
        private static final Comparator<Age> OLDEST_FIRST =
            Comparator.comparing(Age::createdAt).thenComparing(Age::id);

        @Override
        public int compareTo(Age other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }

    private static final class Listed {
        private final ArrayDeque<OrderView.Step> steps = new ArrayDeque<>();
        private Order order;

        OrderView view() {
            return OrderViews.view(order, List.copyOf(steps));
        }
    }

    /** Takes in what the shard's fold made of an event. */
    public void onEvent(OrderEvent event, Order after) {
        Age age = new Age(after.terms().createdAt(), after.clOrdId());
        Listed listed = orders.computeIfAbsent(after.clOrdId(), absent -> {
            Listed fresh = new Listed();
            byAge.put(age, fresh);
            return fresh;
        });
        listed.order = after;
        listed.steps.add(new OrderView.Step(event.at(), event.getClass().getSimpleName(), after.status(),
            StepText.of(event)));
        if (listed.steps.size() > MAX_STEPS) {
            listed.steps.poll();
        }
        if (after.status().isTerminal()) {
            ended.add(age);
            dropOldest();
        }
    }

    /** Null if it is not, or no longer, listed. */
    public OrderView order(ClOrdId id) {
        Listed listed = orders.get(id);
        return listed == null ? null : listed.view();
    }

    /** The newest orders that pass, newest first. */
    public List<OrderView> newest(int limit, Predicate<Order> filter) {
        return byAge.descendingMap().values().stream().filter(listed -> filter.test(listed.order))
            .limit(limit).map(Listed::view).toList();
    }

    /** Orders that have not ended. */
    public int openOrders() {
        return orders.size() - ended.size();
    }

    public int withStatus(OrderStatus status) {
        Stream<Listed> all = orders.values().stream();
        return (int) all.filter(listed -> listed.order.status() == status).count();
    }

    private void dropOldest() {
        if (ended.size() > MAX_ENDED) {
            Age oldest = ended.pollFirst();
            byAge.remove(oldest);
            orders.remove(oldest.id());
        }
    }

    static OrderView view(Order order, List<OrderView.Step> history) {
        OrderTerms terms = order.terms();
        return new OrderView(terms.clOrdId(), terms.account(), terms.instrument(), terms.side(), terms.type(),
            terms.timeInForce(), terms.quantity(), terms.limitPrice(), order.status(), order.pending().kind(),
            order.pending().unresolved(), order.revision(), order.venueOrderId(), order.cumulative(),
            order.leaves(), averagePrice(order), order.isOverfilled(), order.reason(),
            terms.origin().source().name(), terms.origin().strategy(), terms.origin().signalId(),
            terms.createdAt(), order.changedAt(), history);
    }

    private static Price averagePrice(Order order) {
        if (order.cumulative().isZero()) {
            return null;
        }
        BigDecimal average = order.filledNotional().amount().divide(order.cumulative().value(),
            AVERAGE_DECIMALS, RoundingMode.HALF_EVEN);
        return average.signum() > 0 ? new Price(average) : null;
    }
}
