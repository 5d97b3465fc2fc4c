package dev.holdfast.simulation.log;

import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.simulation.world.Steps;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * One reader of one topic: in order within a partition, as late as its node's consumer is. A stalled consumer
 * reads nothing while the producer beside it works.
 */
public final class SimTail<T> {
    private static final long RETRY = 50 * Scene.MILLI;

    private final Scene scene;
    private final Steps process;
    private final Chance chance;
    private final IntFunction<List<T>> partitions;
    private final Listener<T> listener;
    private final Consumer<Runnable> forget;
    private final Runnable waker = this::wake;
    private final int[] position;
    private final int[] target;
    private boolean planned;
    private boolean stopped;
    private boolean caughtUp;

    /** Hears the records, on the process's time line. */
    public interface Listener<T> {
        void onRecord(int partition, long offset, T record);

        /** All that was there at the start was handed over. */
        void onCaughtUp();
    }

    /** Where a topic is read. */
    public record Topic<T>(IntFunction<List<T>> partitions, int count, Consumer<Runnable> grows,
                    Consumer<Runnable> forget) {
    }

    public SimTail(Scene scene, Steps process, Chance chance, Topic<T> topic, Listener<T> listener) {
        this.scene = scene;
        this.process = process;
        this.chance = chance;
        this.partitions = topic.partitions();
        this.listener = listener;
        this.forget = topic.forget();
        this.position = new int[topic.count()];
        this.target = new int[topic.count()];
        for (int partition = 0; partition < target.length; partition++) {
            target[partition] = partitions.apply(partition).size();
        }
        topic.grows().accept(waker);
    }

    /** Goes to an offset; before the first record only. */
    public void seek(int partition, int offset) {
        position[partition] = offset;
    }

    public void start() {
        wake();
    }

    public void stop() {
        stopped = true;
        forget.accept(waker);
    }

    private void wake() {
        if (!planned && !stopped) {
            planned = true;
            long way = chance.between(200, 2_000) * 1_000;
            if (scene.strikes(Fault.SLOW_TAIL, chance, 3)) {
                way += chance.between(20, 1_500) * Scene.MILLI;
            }
            process.after(way, this::poll);
        }
    }

    private void poll() {
        planned = false;
        if (stopped) {
            return;
        }
        if (process.isDead()) {
            stop();
            return;
        }
        if (!scene.links().canReadLog(process.node())) {
            planned = true;
            process.after(RETRY, this::poll);
            return;
        }
        for (int partition = 0; partition < position.length; partition++) {
            read(partition);
        }
        if (!caughtUp && !stopped && reached()) {
            caughtUp = true;
            listener.onCaughtUp();
        }
    }

    private void read(int partition) {
        List<T> records = partitions.apply(partition);
        int end = records.size();
        while (position[partition] < end && !stopped) {
            int offset = position[partition]++;
            listener.onRecord(partition, offset, records.get(offset));
        }
    }

    private boolean reached() {
        for (int partition = 0; partition < position.length; partition++) {
            if (position[partition] < target[partition]) {
                return false;
            }
        }
        return true;
    }
}
