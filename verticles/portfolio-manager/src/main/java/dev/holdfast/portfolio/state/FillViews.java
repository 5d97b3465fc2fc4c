package dev.holdfast.portfolio.state;

import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.wire.view.FillView;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The newest {@value #MAX_FILLS} executions of all shards, by the venue's time. One owner. */
public final class FillViews {
    static final int MAX_FILLS = 10_000;

    private final TreeMap<Place, FillView> byTime = new TreeMap<>();
    private final Map<Execution, Place> places = new HashMap<>();

    private record Execution(ClOrdId order, String execId) {
    }

    private record Place(Instant venueTime, Execution execution) implements Comparable<Place> {
        private static final Comparator<Place> OLDEST_FIRST = Comparator.comparing(Place::venueTime)
            .thenComparing(place -> place.execution().execId())
            .thenComparing(place -> place.execution().order());

        @Override
        public int compareTo(Place other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }

    /** Adds an execution, or replaces the one of the same id that the venue corrected. */
    public FillView put(Order order, Fill fill) {
        remove(order.clOrdId(), fill.execId());
        Execution execution = new Execution(order.clOrdId(), fill.execId());
        Place place = new Place(fill.venueTime(), execution);
        FillView view = view(order.terms(), fill);
        places.put(execution, place);
        byTime.put(place, view);
        if (byTime.size() > MAX_FILLS) {
            places.remove(byTime.pollFirstEntry().getKey().execution());
        }
        return view;
    }

    /** Takes away an execution that the venue took back. */
    public void remove(ClOrdId order, String execId) {
        Place place = places.remove(new Execution(order, execId));
        if (place != null) {
            byTime.remove(place);
        }
    }

    /** The newest fills that pass, newest first. */
    public List<FillView> newest(int limit, Predicate<FillView> filter) {
        return byTime.descendingMap().values().stream().filter(filter).limit(limit).toList();
    }

    public int size() {
        return byTime.size();
    }

    private static FillView view(OrderTerms terms, Fill fill) {
        return new FillView(fill.execId(), terms.clOrdId(), terms.account(), terms.instrument(), terms.side(),
            fill.price(), fill.quantity(), fill.notional(), fill.fee(), fill.feeAsset(), fill.maker(),
            fill.venueTime(), terms.origin().strategy());
    }
}
