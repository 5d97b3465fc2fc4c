package dev.holdfast.bench.core;

import dev.holdfast.bench.BenchReport;
import dev.holdfast.bench.Figure;
import dev.holdfast.bench.Latencies;
import dev.holdfast.bench.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How fast the pure core decides. Throughput comes from JMH in a JVM of its own; latency from a loop, as
 * JMH's own sampling leaves the tail out.
 */
public final class CoreBench {
    private static final double GOAL_PER_SECOND = 1_000_000;
    private static final double GOAL_P999_MICROS = 25;
    private static final int WARM_UP_ROUNDS = 40;
    /** For the loop at a fixed pace: far above what accounts may send, far below saturation. */
    private static final int PACE_PER_SECOND = 100_000;

    private final int seconds;

    /**
     * Prepares the bench.
     *
     * @param seconds length of each of its three measurements
     */
    public CoreBench(int seconds) {
        this.seconds = seconds;
    }

    /** Measures: first in a fork, then in this JVM. */
    public BenchReport run() throws RunnerException {
        Machine machine = Machine.now();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atLeast(GOAL_PER_SECOND, "commands decided and applied, one core", throughput(),
            "/s"));
        BusyDesk desk = warmDesk();
        figures.addAll(serviceTime(desk));
        figures.addAll(atPace(desk).figures("command at " + PACE_PER_SECOND + "/s,"));
        int open = desk.desk().state().book().openCount();
        return new BenchReport("core: " + CommandMix.ACCOUNTS + " accounts, " + open + " open orders",
            machine, figures, List.of("A command's time includes reading the clock twice. The times at a"
                + " fixed pace count from the intended start."));
    }

    private double throughput() throws RunnerException {
        var options = new OptionsBuilder().include(DeskBenchmark.class.getName()).mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS).forks(1).warmupIterations(3).warmupTime(TimeValue.seconds(3))
            .measurementIterations(seconds).measurementTime(TimeValue.seconds(1))
            .verbosity(VerboseMode.SILENT).build();
        RunResult result = new Runner(options).runSingle();
        return result.getPrimaryResult().getScore();
    }

    private static BusyDesk warmDesk() {
        BusyDesk desk = new BusyDesk();
        for (long left = (long) WARM_UP_ROUNDS * desk.roundLength(); left > 0; left -= BusyDesk.BATCH) {
            desk.prepare();
            desk.runBatch();
        }
        return desk;
    }

    private List<Figure> serviceTime(BusyDesk desk) {
        Latencies times = new Latencies();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            desk.prepare();
            for (int i = 0; i < BusyDesk.BATCH; i++) {
                long before = System.nanoTime();
                desk.runPrepared(i);
                times.record(System.nanoTime() - before);
            }
        }
        List<Figure> figures = new ArrayList<>(times.figures("command"));
        figures.set(2, Figure.atMost(GOAL_P999_MICROS, "command p99.9", times.micros(99.9), "us"));
        return figures;
    }

    /** Counted from when a command should have begun: a pause counts for all that it kept waiting. */
    private Latencies atPace(BusyDesk desk) {
        Latencies times = new Latencies();
        long interval = TimeUnit.SECONDS.toNanos(1) / PACE_PER_SECOND;
        long due = System.nanoTime();
        long commands = (long) seconds * PACE_PER_SECOND;
        for (int i = 0; i < commands; i++) {
            desk.prepare(i % BusyDesk.BATCH);
            due += interval;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            desk.runPrepared(i % BusyDesk.BATCH);
            times.record(System.nanoTime() - due);
        }
        return times;
    }
}
