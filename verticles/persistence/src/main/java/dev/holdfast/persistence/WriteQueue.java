package dev.holdfast.persistence;

import dev.holdfast.persistence.store.Item;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Items in their order until they are written, {@value #MAX_BATCH} at a time at most. From
 * {@value #FULL} on reading stops; it goes on from where it stopped once the queue is down to
 * {@value #ROOM}. An equity point is still taken when full: one a second, and each is dropped with the queue.
 */
final class WriteQueue {
    static final int FULL = 10_000;
    static final int ROOM = 1_000;
    static final int MAX_BATCH = 500;
    private static final long DRAIN_MILLIS = 5_000;

    private final ArrayDeque<Item> waiting = new ArrayDeque<>();
    private List<Item> inWriting = List.of();
    private Promise<Void> drained;

    void add(Item item) {
        waiting.add(item);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isFull() {
        return waiting.size() >= FULL;
    }

    boolean hasRoomAgain() {
        return waiting.size() <= ROOM;
    }

    /** Waiting and being written. */
    int size() {
        return waiting.size() + inWriting.size();
    }

    /** The next batch; it counts as waiting until {@link #written}. */
    List<Item> next() {
        List<Item> batch = new ArrayList<>(Math.min(MAX_BATCH, waiting.size()));
        while (batch.size() < MAX_BATCH && !waiting.isEmpty()) {
            batch.add(waiting.poll());
        }
        inWriting = batch;
        return batch;
    }

    void written() {
        inWriting = List.of();
        endDrain();
    }

    void clear() {
        waiting.clear();
        inWriting = List.of();
        endDrain();
    }

    /** Completes when nothing waits any more, or after five seconds. */
    Future<Void> drained(Vertx vertx) {
        drained = Promise.promise();
        vertx.setTimer(DRAIN_MILLIS, late -> drained.tryComplete());
        endDrain();
        return drained.future();
    }

    private void endDrain() {
        if (drained != null && size() == 0) {
            drained.tryComplete();
        }
    }
}
