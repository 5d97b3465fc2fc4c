package dev.holdfast.bench.core;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Commands decided and applied a second, on one core. */
@State(Scope.Thread)
public class DeskBenchmark {
    private BusyDesk desk;

    /** A fork's desk lives through all of its iterations: it is in a steady state after one round. */
    @Setup
    public void open() {
        desk = new BusyDesk();
    }

    /** Not counted: in a node the commands come from the decoder. */
    @Setup(Level.Invocation)
    public void prepare() {
        desk.prepare();
    }

    @Benchmark
    @OperationsPerInvocation(BusyDesk.BATCH)
    public int decideAndApply() {
        return desk.runBatch();
    }
}
