package dev.holdfast.bench.path;

import com.sun.management.OperatingSystemMXBean;
import dev.holdfast.bench.BenchReport;
import dev.holdfast.bench.Figure;
import dev.holdfast.bench.Latencies;
import dev.holdfast.bench.Machine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many orders a second become durable when there are always more to come, and which thread has no time
 * left. The venue is one that answers at once, so nothing but our own work and the journal limits it.
 */
public final class JournalBench {
    /** Orders under way at once, over all shards. */
    private static final int UNDER_WAY = 512;
    private static final int WARM_UP_SECONDS = 10;
    private static final double PERCENT = 100;
    private static final int BUSIEST = 4;

    private final Path home;
    private final int seconds;
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final AtomicLong durable = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile Latencies times = new Latencies();

    /**
     * Prepares the bench.
     *
     * @param home    the project's folder, with its jars built
     * @param seconds length of the measurement
     */
    public JournalBench(Path home, int seconds) {
        this.home = home;
        this.seconds = seconds;
    }

    public BenchReport run() throws Exception {
        Machine machine = Machine.now();
        try (Site site = new Site(home); OrderNode node = OrderNode.journalling(site)) {
            saturate(node, WARM_UP_SECONDS);
            durable.set(0);
            failed.set(0);
            times = new Latencies();
            Map<Long, Long> before = threadTimes();
            long cpu = processTime();
            long start = System.nanoTime();
            saturate(node, seconds);
            double elapsed = System.nanoTime() - start;
            List<Figure> figures = new ArrayList<>();
            figures.add(Figure.of("durable orders", durable.get() / elapsed * 1e9, "/s"));
            figures.addAll(times.figures("submit to durable reply with " + UNDER_WAY + " under way,"));
            figures.add(Figure.of("processor time of this process", PERCENT * (processTime() - cpu) / elapsed,
                "%"));
            figures.addAll(busiest(before, elapsed));
            figures.add(Figure.atMost(0, "failed or refused", failed.get(), ""));
            return new BenchReport("journal: at saturation, one broker", machine, figures, List.of(
                "Each order is three decisions: the submit, and the venue's two words. A thread near 100 % is"
                    + " what limits; the broker is a process of its own on the same machine."));
        }
    }

    private void saturate(OrderNode node, int forSeconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(forSeconds);
        while (System.nanoTime() < end) {
            room.acquire();
            long begun = System.nanoTime();
            node.submit(failure -> {
                answered(failure, begun);
                room.release();
            });
        }
        room.acquire(UNDER_WAY);
        room.release(UNDER_WAY);
    }

    private void answered(Throwable failure, long begun) {
        if (failure != null) {
            failed.incrementAndGet();
            return;
        }
        durable.incrementAndGet();
        times.record(System.nanoTime() - begun);
    }

    private static List<Figure> busiest(Map<Long, Long> before, double elapsed) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Figure> shares = new ArrayList<>();
        threadTimes().forEach((id, time) -> {
            ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null) {
                shares.add(Figure.of("thread " + thread.getThreadName(),
                    PERCENT * (time - before.getOrDefault(id, 0L)) / elapsed, "%"));
            }
        });
        shares.sort(Comparator.comparingDouble(Figure::value).reversed());
        return shares.subList(0, Math.min(BUSIEST, shares.size()));
    }

    private static Map<Long, Long> threadTimes() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<Long, Long> times = new HashMap<>();
        for (long id : threads.getAllThreadIds()) {
            times.put(id, threads.getThreadCpuTime(id));
        }
        return times;
    }

    private static long processTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
