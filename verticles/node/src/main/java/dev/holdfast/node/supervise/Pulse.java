package dev.holdfast.node.supervise;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A sign of life that a node under supervision writes to standard output every second, from the thread that
 * also restarts its services. A process that is frozen, or that does nothing but collect garbage, falls
 * silent; one that never wrote any is not watched.
 */
public final class Pulse {
    /** Set to 1 by a supervisor that wants to see it. */
    public static final String VARIABLE = "HOLDFAST_PULSE";
    /** What is written. */
    public static final String LINE = "holdfast-pulse";
    /** Every second one; ten missing ones are no pause of the JVM any more. */
    static final Duration SILENCE = Duration.ofSeconds(10);
    /** From the order to end until it is killed. */
    static final Duration LAST_CHANCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 500;

    private Pulse() {
    }

    /** Begins to write; the thread does nothing else. */
    public static void beat(ScheduledExecutorService thread) {
        thread.scheduleWithFixedDelay(() -> System.out.println(LINE), 0, 1, TimeUnit.SECONDS);
    }

    /** Watches one life of a process. */
    static Watch watch(Consumer<Duration> onSilence) {
        return new Watch(onSilence);
    }

    /** Says once that the process fell silent. */
    static final class Watch implements AutoCloseable {
        private final Consumer<Duration> onSilence;
        private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "pulse");
            thread.setDaemon(true);
            return thread;
        });
        private volatile long heardNanos;
        private long lookedNanos = System.nanoTime();
        private boolean told;

        private Watch(Consumer<Duration> onSilence) {
            this.onSilence = onSilence;
            looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        void heard() {
            heardNanos = System.nanoTime();
        }

        /** A supervisor that was frozen itself has heard nothing and knows nothing. */
        private void look() {
            long now = System.nanoTime();
            boolean stoodStill = now - lookedNanos > SILENCE.toNanos() / 2;
            lookedNanos = now;
            if (heardNanos == 0 || told) {
                return;
            }
            if (stoodStill) {
                heardNanos = now;
            }
            Duration silence = Duration.ofNanos(now - heardNanos);
            if (silence.compareTo(SILENCE) >= 0) {
                told = true;
                onSilence.accept(silence);
            }
        }

        @Override
        public void close() {
            looking.shutdownNow();
        }
    }
}
