package dev.holdfast.venuesim.book;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The queue at one price: replayed background and our orders interleaved by time. Each order remembers how
 * much background stands ahead of it; along the queue that number never falls and never exceeds the
 * background, so the two together are a true first-in first-out queue without storing the background's
 * single orders.
 */
final class PriceLevel {

    /** Receives one fill of the queue; {@code orderId} may be {@link Match#BACKGROUND}. */
    interface FillSink {
        void filled(long orderId, long quantity);
    }

    final long price;
    private final Deque<RestingOrder> orders = new ArrayDeque<>();
    private long background;
    private long ours;

    PriceLevel(long price) {
        this.price = price;
    }

    long visible() {
        return background + ours;
    }

    long background() {
        return background;
    }

    long ours() {
        return ours;
    }

    boolean isEmpty() {
        return visible() == 0;
    }

    /** A cut is taken from the back of the queue first: someone behind us leaving does not move us up. */
    void setBackground(long size) {
        background = size;
        for (var order : orders) {
            order.ahead = Math.min(order.ahead, size);
        }
    }

    void join(RestingOrder order) {
        order.ahead = background;
        orders.addLast(order);
        ours += order.remaining;
    }

    void leave(RestingOrder order) {
        if (orders.remove(order)) {
            ours -= order.remaining;
        }
    }

    /**
     * Executes up to {@code quantity} from the front; what is taken stays taken. Returns what was executed.
     */
    long take(long quantity, FillSink sink) {
        var left = quantity;
        while (left > 0 && !isEmpty()) {
            var first = orders.peekFirst();
            var backgroundFirst = first == null ? background : first.ahead;
            if (backgroundFirst > 0) {
                var part = Math.min(left, backgroundFirst);
                consumeBackground(part);
                sink.filled(Match.BACKGROUND, part);
                left -= part;
            } else {
                left -= fill(first, left, sink);
            }
        }
        return quantity - left;
    }

    /**
     * A recorded trade of {@code quantity} at this level: it moves the queue positions and fills our
     * orders, but leaves the visible background alone, because the recording itself reports the level's new
     * size.
     */
    long print(long quantity, FillSink sink) {
        var left = quantity;
        while (left > 0 && !orders.isEmpty()) {
            var first = orders.peekFirst();
            if (first.ahead > 0) {
                var part = Math.min(left, first.ahead);
                orders.forEach(order -> order.ahead -= part);
                left -= part;
            } else {
                left -= fill(first, left, sink);
            }
        }
        return quantity - left;
    }

    /** The market has traded beyond this price: no background can still be ahead of our orders. */
    void forgetQueueAhead() {
        orders.forEach(order -> order.ahead = 0);
    }

    /**
     * An incoming background order of {@code quantity} crosses this level: our orders trade with it, in
     * turn.
     */
    long hitOurs(long quantity, FillSink sink) {
        var left = quantity;
        while (left > 0 && !orders.isEmpty()) {
            left -= fill(orders.peekFirst(), left, sink);
        }
        return quantity - left;
    }

    private long fill(RestingOrder order, long most, FillSink sink) {
        var part = Math.min(most, order.remaining);
        order.remaining -= part;
        ours -= part;
        if (order.remaining == 0) {
            orders.removeFirst();
        }
        sink.filled(order.id, part);
        return part;
    }

    private void consumeBackground(long part) {
        background -= part;
        orders.forEach(order -> order.ahead = Math.max(0, order.ahead - part));
    }
}
