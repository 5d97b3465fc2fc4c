package dev.holdfast.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happened, as one number that is equal only if the same happened, and on request in words. The newest
 * {@value #MOST_LINES} lines are kept.
 */
public final class Trace {
    private static final int MOST_LINES = 200_000;

    private final EventQueue queue;
    private final List<String> lines;
    private long hash = 1;
    private long steps;

    public Trace(EventQueue queue, boolean inWords) {
        this.queue = queue;
        this.lines = inWords ? new ArrayList<>() : null;
    }

    /** One thing that happened; {@code words} is asked for only if somebody reads them. */
    public void step(int kind, long what, Supplier<String> words) {
        steps++;
        hash = (hash * 0x100000001B3L ^ queue.now()) * 0x100000001B3L ^ (what * 31 + kind);
        if (lines != null && lines.size() < MOST_LINES) {
            long micros = queue.now() / 1_000;
            lines.add(String.format("%3d.%06d  %s", micros / 1_000_000, micros % 1_000_000, words.get()));
        }
    }

    public long hash() {
        return hash;
    }

    public long steps() {
        return steps;
    }

    public List<String> lines() {
        return lines == null ? List.of() : lines;
    }
}
