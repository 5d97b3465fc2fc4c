package dev.holdfast.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts something at a fixed rate, whatever became of what it started before: times counted from the moments
 * it names have no coordinated omission.
 */
public final class Metronome {
    /** A parked thread wakes up to this much late; the rest is waited for awake. */
    private static final long AWAKE_NANOS = 300_000;

    private final long intervalNanos;

    public Metronome(int perSecond) {
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** What is started. */
    public interface Beat {
        /** One of them; {@code dueNanos} is when it should have begun, by {@link System#nanoTime}. */
        void start(int number, long dueNanos);
    }

    /** Beats for so long; returns once the last was started. */
    public void run(long forNanos, Beat beat) {
        long due = System.nanoTime();
        long beats = forNanos / intervalNanos;
        for (int i = 0; i < beats; i++) {
            due += intervalNanos;
            await(due);
            beat.start(i, due);
        }
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > AWAKE_NANOS) {
                LockSupport.parkNanos(left - AWAKE_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
