package dev.holdfast.simulation.world;

import java.util.List;

/**
 * All chance of one purpose in one seed (SplitMix64). Each purpose has a stream of its own, so that a fault
 * left out when a failing seed is shrunk does not change what chance gives to the others.
 */
public final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private long state;

    public Chance(long seed, String purpose) {
        this.state = mix(seed * GOLDEN + purpose.hashCode());
    }

    public long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** 0 to {@code bound} - 1. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next() >>> 1, bound);
    }

    /** Both ends included. */
    public long between(long least, long most) {
        return least + Long.remainderUnsigned(next() >>> 1, most - least + 1);
    }

    /** True so often in a hundred. */
    public boolean percent(int often) {
        return below(100) < often;
    }

    /** In [0, 1). */
    public double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    public <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    private static long mix(long number) {
        long mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
