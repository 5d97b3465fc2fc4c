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
    /** A transaction of one row costs nearly as much as one of many, and nobody waits for rows. */
    private static final long GATHER_MILLIS = 250;

    private final ArrayDeque<Item> waiting = new ArrayDeque<>();
    private List<Item> inWriting = List.of();
    private boolean busy;
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

    /** True from {@link #next} on until the one after it may be taken. */
    boolean isBusy() {
        return busy;
    }

    void free() {
        busy = false;
    }

    /** The next batch; it counts as waiting until {@link #written}. */
    List<Item> next() {
        busy = true;
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

    /** Goes on at once while a whole batch waits or somebody waits for the end, else a little later. */
    void gather(Vertx vertx, Runnable next) {
        Runnable freed = () -> {
            free();
            next.run();
        };
        if (waiting.size() >= MAX_BATCH || drained != null) {
            freed.run();
        } else {
            vertx.setTimer(GATHER_MILLIS, due -> freed.run());
        }
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
