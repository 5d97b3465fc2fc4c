package dev.holdfast.portfolio.stream;

import dev.holdfast.portfolio.stream.EventRing.Numbered;
import java.util.ArrayDeque;

/**
 * What waits for a client whose connection is full. Status, quotes and candles are not kept for it; of the
 * others at most {@value #MAX_WAITING}, beyond which the client is too slow to be told the truth.
 */
final class ClientQueue {
    static final int MAX_WAITING = 1_000;

    private final ArrayDeque<Numbered> waiting = new ArrayDeque<>();
    private final int bound;
    private boolean missedCandle;

    /** What to do with an event. */
    enum Verdict { SEND, HOLD, DROP, CLOSE }

    ClientQueue() {
        this(MAX_WAITING);
    }

    ClientQueue(int bound) {
        this.bound = bound;
    }

    /** Decides about the next event; a held one is kept here. */
    Verdict offer(Numbered event, boolean connectionIsFull) {
        if (!connectionIsFull && waiting.isEmpty()) {
            return Verdict.SEND;
        }
        if (event.kind().isReplaceable()) {
            missedCandle |= event.kind() == EventKind.CANDLE;
            return Verdict.DROP;
        }
        if (waiting.size() >= bound) {
            return Verdict.CLOSE;
        }
        waiting.add(event);
        return Verdict.HOLD;
    }

    /** The oldest held event, taken out; null if none waits. */
    Numbered poll() {
        return waiting.poll();
    }

    /** True, once, if a candle was left out: the chart has a hole that no later event closes. */
    boolean takeMissedCandle() {
        boolean missed = missedCandle;
        missedCandle = false;
        return missed;
    }
}
