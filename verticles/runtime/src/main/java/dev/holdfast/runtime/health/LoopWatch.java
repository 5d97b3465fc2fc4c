package dev.holdfast.runtime.health;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the event loops of a process from a thread of its own: puts a task on each and looks when it ran.
 * A blocked loop cannot say so itself, and every timer on it is silent with it. One whose thread sleeps with
 * work to do is not just slow: it is believed sooner. One whose thread lacks the processor is believed later.
 * A thread that waits for a lock is judged by what the lock's owner does.
 * Safe from any thread.
 */
public final class LoopWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);
    private static final long EVERY_MILLIS = 50;
    /** Beyond this the watch itself stood still, and with it the whole process: it accuses nobody. */
    private static final long OWN_PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    /**
     * A thread that lacks the processor is waited for so many times longer: to begin its work anew would take
     * more of what is lacking. Beyond that it is of no use to anybody, whoever is to blame.
     */
    private static final int MOST_PATIENCE = 5;
    /** Loops kept in reserve, on which can be said that another one is blocked. */
    private static final int RESERVE = 2;

    private final long blockedNanos;
    private final Supplier<RunQueue> queues;
    private final Map<EventLoop, LoopProbe> probes = new ConcurrentHashMap<>();
    private final Map<String, LoopProbe> services = new ConcurrentHashMap<>();
    private final List<Consumer<Blocked>> listeners = new CopyOnWriteArrayList<>();
    private volatile Thread thread;

    /**
     * An event loop that does not turn.
     *
     * @param services whose event loop it is, by name
     * @param forTime  since it was last seen to turn
     * @param where    what its thread does, for a person
     */
    public record Blocked(List<String> services, Duration forTime, String where) {
    }

    /**
     * Prepares a watch; {@link #start} begins it.
     *
     * @param blockedAfter a loop that did not turn for longer is blocked; half as long if its thread sleeps;
     *                     time in which its thread lacked the processor does not count, up to a limit
     */
    public LoopWatch(Duration blockedAfter) {
        this(blockedAfter, RunQueue::ofThisThread);
    }

    LoopWatch(Duration blockedAfter, Supplier<RunQueue> queues) {
        this.blockedNanos = blockedAfter.toNanos();
        this.queues = queues;
    }

    public void start(Vertx vertx) {
        for (int i = 0; i < RESERVE; i++) {
            probe(((VertxInternal) vertx).createEventLoopContext());
        }
        thread = new Thread(this::run, "loop-watch");
        thread.setDaemon(true);
        thread.start();
    }

    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Nothing that is told of lives on that context, but its loop has to turn. */
    public void watch(Context context) {
        probe((ContextInternal) context);
    }

    /** The service lives on that context from here on; one on worker threads has no loop to be watched. */
    public void watch(String service, Context context) {
        if (context.isEventLoopContext()) {
            services.put(service, probe((ContextInternal) context));
        } else {
            services.remove(service);
        }
    }

    /** The service is over, unless it began anew on another context meanwhile. */
    public void forget(String service, Context context) {
        if (context instanceof ContextInternal internal) {
            LoopProbe known = probes.get(internal.nettyEventLoop());
            if (known != null) {
                services.remove(service, known);
            }
        }
    }

    /** A context of the event loop on which that service lives; null if none is watched. */
    public Context contextOf(String service) {
        LoopProbe probe = services.get(service);
        return probe == null ? null : probe.context();
    }

    /** Told on the watch's thread, once for each time that a loop is blocked. */
    public void onBlocked(Consumer<Blocked> listener) {
        listeners.add(listener);
    }

    /** True while the event loop of that service does not turn because its thread lacks the processor. */
    public boolean isStarved(String service) {
        LoopProbe probe = services.get(service);
        return thread != null && probe != null && probe.waitedNanos(System.nanoTime()) > blockedNanos
            && !isBlocked(probe);
    }

    /** True while the event loop of that context does not turn; false of null. */
    public boolean isBlocked(Context context) {
        return context instanceof ContextInternal internal && context.isEventLoopContext()
            && isBlocked(probes.get(internal.nettyEventLoop()));
    }

    /** True once that loop was seen to turn: from then on it is watched. */
    public boolean hasTurned(Context context) {
        LoopProbe probe = probes.get(((ContextInternal) context).nettyEventLoop());
        return probe != null && probe.hasTurned();
    }

    /** Every loop that does not turn now. */
    public List<Blocked> blocked() {
        return probes.values().stream().filter(this::isBlocked).map(this::blocked).toList();
    }

    /** A context whose loop turns; null if there is none. */
    public Context turning() {
        return probes.values().stream().filter(probe -> !isBlocked(probe)).map(LoopProbe::context)
            .findFirst().orElse(null);
    }

    /** The longest delay of a turn since this was asked last. */
    public Duration takeWorstDelay() {
        long now = System.nanoTime();
        return Duration.ofNanos(probes.values().stream().mapToLong(probe -> probe.takeWorst(now)).max()
            .orElse(0));
    }

    private LoopProbe probe(ContextInternal context) {
        return probes.computeIfAbsent(context.nettyEventLoop(), loop ->
            new LoopProbe(loop, context, queues));
    }

    private boolean isBlocked(LoopProbe probe) {
        if (thread == null || probe == null) {
            return false;
        }
        long now = System.nanoTime();
        return probe.isAsleep() || probe.owedNanos(now) > blockedNanos
            || probe.waitedNanos(now) > MOST_PATIENCE * blockedNanos;
    }

    private RunQueue queueOf(long threadId) {
        return probes.values().stream().map(probe -> probe.queueOf(threadId)).filter(Objects::nonNull)
            .findFirst().orElse(null);
    }

    private Blocked blocked(LoopProbe probe) {
        List<String> whose = new ArrayList<>(new TreeSet<>(services.entrySet().stream()
            .filter(each -> each.getValue() == probe).map(Map.Entry::getKey).toList()));
        return new Blocked(whose, Duration.ofNanos(probe.waitedNanos(System.nanoTime())), probe.where());
    }

    private void run() {
        long last = System.nanoTime();
        while (Thread.currentThread() == thread) {
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            long now = System.nanoTime();
            boolean stoodStill = now - last > OWN_PAUSE_NANOS;
            last = now;
            probes.values().forEach(probe -> look(probe, stoodStill, now));
        }
    }

    private void look(LoopProbe probe, boolean stoodStill, long now) {
        if (stoodStill) {
            probe.forgive(now);
        }
        probe.send(now);
        probe.look(now, blockedNanos / 2, this::queueOf);
        if (isBlocked(probe) && probe.accuse()) {
            Blocked blocked = blocked(probe);
            LOG.error("an event loop of {} does not turn for {} ms: {}", blocked.services(),
                blocked.forTime().toMillis(), blocked.where());
            listeners.forEach(listener -> listener.accept(blocked));
        }
    }
}
