package dev.holdfast.resilience.breaker;

import java.util.Arrays;

/**
 * Counts the calls of the last while, by the millisecond in which each ended: a call leaves the window in
 * the millisecond in which it is as old as the window is long. Holds one entry for each millisecond in which
 * a call ended, so a busy caller costs no more than a window's milliseconds, and a quiet one next to nothing.
 */
final class CallWindow {
    /** At most 1 MB is held, whatever is called how often. */
    static final long LONGEST_MILLIS = 60_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int FIRST_CAPACITY = 16;

    private final long spanMillis;
    private final long originNanos;
    private long[] millis = new long[FIRST_CAPACITY];
    private int[] calls = new int[FIRST_CAPACITY];
    private int[] failures = new int[FIRST_CAPACITY];
    private int head;
    private int size;
    private int totalCalls;
    private int totalFailures;
    private long newestMillis;

    CallWindow(long spanMillis, long originNanos) {
        this.spanMillis = spanMillis;
        this.originNanos = originNanos;
    }

    void add(boolean failed, long nanos) {
        slide(nanos);
        int last = index(size - 1);
        if (size == 0 || millis[last] != newestMillis) {
            last = push();
        }
        calls[last]++;
        totalCalls++;
        if (failed) {
            failures[last]++;
            totalFailures++;
        }
    }

    /** Lets go what is too old by now. Time that goes backwards stands still here. */
    void slide(long nanos) {
        newestMillis = Math.max(newestMillis, Math.floorDiv(nanos - originNanos, NANOS_PER_MILLI));
        while (size > 0 && newestMillis - millis[head] >= spanMillis) {
            totalCalls -= calls[head];
            totalFailures -= failures[head];
            head = index(1);
            size--;
        }
    }

    void clear() {
        size = 0;
        totalCalls = 0;
        totalFailures = 0;
    }

    int calls() {
        return totalCalls;
    }

    int failures() {
        return totalFailures;
    }

    private int index(int fromHead) {
        return (head + fromHead + millis.length) % millis.length;
    }

    private int push() {
        if (size == millis.length) {
            grow();
        }
        int free = index(size);
        size++;
        millis[free] = newestMillis;
        calls[free] = 0;
        failures[free] = 0;
        return free;
    }

    private void grow() {
        int longer = millis.length * 2;
        long[] oldMillis = millis;
        int[] oldCalls = calls;
        int[] oldFailures = failures;
        millis = Arrays.copyOf(oldMillis, longer);
        calls = Arrays.copyOf(oldCalls, longer);
        failures = Arrays.copyOf(oldFailures, longer);
        for (int i = 0; i < size; i++) {
            int from = (head + i) % oldMillis.length;
            millis[i] = oldMillis[from];
            calls[i] = oldCalls[from];
            failures[i] = oldFailures[from];
        }
        head = 0;
    }
}
