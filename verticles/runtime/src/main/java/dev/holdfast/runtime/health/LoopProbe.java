package dev.holdfast.runtime.health;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One event loop and the task that is on its way through it, if one is. */
final class LoopProbe {
    private static final int SHOWN_FRAMES = 3;
    /** One look may meet a moment's wait for a lock; so many in a row, and the thread stays where it is. */
    private static final int LOOKS = 4;
    private static final long NONE = 0;
    /** From here on it is looked why a task waits. */
    private static final long LATE_NANOS = 100_000_000;

    private final EventLoop loop;
    private final Context context;
    private final Supplier<RunQueue> queues;
    private final AtomicLong sentNanos = new AtomicLong(NONE);
    private final AtomicLong worstNanos = new AtomicLong();
    private volatile Thread thread;
    private volatile RunQueue queue;
    private volatile boolean asleep;
    private volatile long queuedNanos;
    private RunQueue lastQueue;
    private long lastQueuedNanos;
    private int asleepLooks;
    private boolean accused;

    /**
     * Watches nothing yet.
     *
     * @param queues called on the loop's thread, for that thread
     */
    LoopProbe(EventLoop loop, Context context, Supplier<RunQueue> queues) {
        this.loop = loop;
        this.context = context;
        this.queues = queues;
    }

    Context context() {
        return context;
    }

    /** Puts the next task on the loop if the last one ran. On the watch's thread. */
    void send(long now) {
        long stamp = now == NONE ? 1 : now;
        if (sentNanos.compareAndSet(NONE, stamp)) {
            accused = false;
            asleep = false;
            lastQueue = null;
            queuedNanos = 0;
            try {
                loop.execute(this::ran);
            } catch (RejectedExecutionException e) {
                // The loop was closed with its Vert.x: nobody waits for it any more.
                sentNanos.set(NONE);
            }
        }
    }

    /** True once for each task that does not run. On the watch's thread. */
    boolean accuse() {
        boolean first = !accused;
        accused = true;
        return first;
    }

    /** What is on its way counts from now. On the watch's thread. */
    void forgive(long now) {
        sentNanos.getAndUpdate(sent -> sent == NONE ? NONE : now);
    }

    /** How long the task on its way waits by now; 0 if there is none, or if the loop only starts. */
    long waitedNanos(long now) {
        long sent = sentNanos.get();
        return sent == NONE || !hasTurned() ? 0 : now - sent;
    }

    /**
     * Of {@link #waitedNanos}, what the loop is to blame for: not the time in which its thread wanted to run
     * and had no processor, or another watched thread had none while it held the lock that this one waits
     * for. A new loop would get no more of it.
     */
    long owedNanos(long now) {
        return waitedNanos(now) - queuedNanos;
    }

    /** True once a task ran on it: a process that only starts has much to load. */
    boolean hasTurned() {
        return thread != null;
    }

    long takeWorst(long now) {
        return Math.max(worstNanos.getAndSet(0), waitedNanos(now));
    }

    /**
     * Looks what the thread of a loop that is late does. On the watch's thread, a few times a second.
     *
     * @param known the run queue of a thread by its id; null of one that is not watched
     */
    void look(long now, long lateNanos, LongFunction<RunQueue> known) {
        if (waitedNanos(now) <= LATE_NANOS) {
            asleepLooks = 0;
            return;
        }
        LockChain.End end = LockChain.of(thread);
        countQueued(known.apply(end.threadId()));
        asleepLooks = waitedNanos(now) > lateNanos && !end.works() ? asleepLooks + 1 : 0;
        asleep |= asleepLooks >= LOOKS;
    }

    private void countQueued(RunQueue holdsUp) {
        long queued = holdsUp == null ? 0 : holdsUp.waitedNanos();
        if (holdsUp == lastQueue) {
            queuedNanos += Math.max(0, queued - lastQueuedNanos);
        }
        lastQueue = holdsUp;
        lastQueuedNanos = queued;
    }

    /** Its thread's run queue if that is the one; null if not, or before its first turn. */
    RunQueue queueOf(long threadId) {
        Thread mine = thread;
        return mine != null && mine.threadId() == threadId ? queue : null;
    }

    /** True if the thread, or what holds it up, slept all the time with a task on its way: not just slow. */
    boolean isAsleep() {
        return asleep && sentNanos.get() != NONE;
    }

    /** What the loop's thread does right now. */
    String where() {
        return Arrays.stream(thread.getStackTrace()).limit(SHOWN_FRAMES)
            .map(StackTraceElement::toString).collect(Collectors.joining(" < "));
    }

    private void ran() {
        if (thread == null) {
            queue = queues.get();
            thread = Thread.currentThread();
        }
        long waited = waitedNanos(System.nanoTime());
        worstNanos.accumulateAndGet(waited, Math::max);
        asleep = false;
        sentNanos.set(NONE);
    }
}
