package dev.holdfast.signal;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.signal.Signal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All strategies on all their instruments. Begins by recalling the past: until {@link #goLive}, live bars
 * wait, at most {@value #MAX_WAITING}, so that the past comes first. A hole between the past and them, or
 * one left by a bar that found no room, only means that the warm-up starts again. Not thread-safe: one owner.
 */
final class StrategyDesk {
    /** Seconds and minutes of a hundred instruments for more than half a minute. */
    static final int MAX_WAITING = 5_000;

    private final Map<InstrumentId, List<StrategyRun>> runs = new TreeMap<>();
    private final Deque<Bar> waiting = new ArrayDeque<>();
    private final Map<Row, Instant> firstWaiting = new HashMap<>();
    private final Consumer<Signal> outlet;
    private boolean live;

    /** Bars that follow one another. */
    private record Row(InstrumentId instrument, BarInterval interval) {
        static Row of(Bar bar) {
            return new Row(bar.instrument(), bar.interval());
        }
    }

    StrategyDesk(List<ConfiguredStrategy> strategies, Consumer<Signal> outlet) {
        this.outlet = outlet;
        for (ConfiguredStrategy strategy : strategies) {
            for (InstrumentId instrument : strategy.instruments()) {
                runs.computeIfAbsent(instrument, absent -> new ArrayList<>())
                    .add(new StrategyRun(strategy, instrument));
            }
        }
    }

    /** A bar of the past: warms up, makes no signal. Ignored once live, or if it was heard live and waits. */
    void recall(Bar bar) {
        Instant present = firstWaiting.getOrDefault(Row.of(bar), Instant.MAX);
        if (!live && bar.openTime().isBefore(present)) {
            runsOf(bar).forEach(run -> run.recall(bar));
        }
    }

    /** The past is told, as far as it could be: from now on bars make signals, those that waited first. */
    void goLive() {
        live = true;
        firstWaiting.clear();
        while (!waiting.isEmpty()) {
            onBar(waiting.removeFirst());
        }
    }

    /** A bar that closed now. */
    void onBar(Bar bar) {
        if (live) {
            runsOf(bar).forEach(run -> run.onBar(bar).ifPresent(outlet));
        } else {
            if (waiting.size() == MAX_WAITING) {
                waiting.removeFirst();
            }
            waiting.addLast(bar);
            firstWaiting.putIfAbsent(Row.of(bar), bar.openTime());
        }
    }

    /** True once {@link #goLive} was called. */
    boolean isLive() {
        return live;
    }

    /** Every strategy on every one of its instruments. */
    List<StrategyRun> runs() {
        return runs.values().stream().flatMap(List::stream).toList();
    }

    private List<StrategyRun> runsOf(Bar bar) {
        return runs.getOrDefault(bar.instrument(), List.of());
    }
}
