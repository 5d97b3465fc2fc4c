package dev.holdfast.simulation.world;

import java.util.Arrays;

/**
 * Virtual time: what is to happen, by when, and at the same nanosecond in the order in which it was planned.
 * A heap in plain arrays, because every message and timer of a seed passes through it.
 */
public final class EventQueue {
    /** More than this waiting at once is a loop in the simulation itself. */
    private static final int MOST_WAITING = 1_000_000;

    private long[] times = new long[1_024];
    private long[] numbers = new long[1_024];
    private Runnable[] steps = new Runnable[1_024];
    private int size;
    private long now;
    private long planned;
    private long done;

    /** Since the beginning, in nanoseconds. */
    public long now() {
        return now;
    }

    /** Steps done so far. */
    public long done() {
        return done;
    }

    public void after(long nanos, Runnable step) {
        at(now + Math.max(0, nanos), step);
    }

    public void at(long time, Runnable step) {
        if (size == times.length) {
            grow();
        }
        int hole = size++;
        long number = planned++;
        long due = Math.max(time, now);
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!isBefore(due, number, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, due, number, step);
    }

    /** Does the next step, if any is due by {@code until}. */
    public boolean step(long until) {
        if (size == 0 || times[0] > until) {
            now = Math.max(now, until);
            return false;
        }
        now = times[0];
        Runnable first = steps[0];
        size--;
        if (size > 0) {
            sink(times[size], numbers[size], steps[size]);
        }
        steps[size] = null;
        done++;
        first.run();
        return true;
    }

    private void sink(long due, long number, Runnable step) {
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(times[child + 1], numbers[child + 1], child)) {
                child++;
            }
            if (isBefore(due, number, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, due, number, step);
    }

    private boolean isBefore(long due, long number, int other) {
        return due != times[other] ? due < times[other] : number < numbers[other];
    }

    private void move(int from, int to) {
        times[to] = times[from];
        numbers[to] = numbers[from];
        steps[to] = steps[from];
    }

    private void put(int place, long due, long number, Runnable step) {
        times[place] = due;
        numbers[place] = number;
        steps[place] = step;
    }

    private void grow() {
        if (size >= MOST_WAITING) {
            throw new IllegalStateException(size + " steps wait: something plans without end");
        }
        times = Arrays.copyOf(times, size * 2);
        numbers = Arrays.copyOf(numbers, size * 2);
        steps = Arrays.copyOf(steps, size * 2);
    }
}
